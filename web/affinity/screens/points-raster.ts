/**
 * Points as pixels. Ten thousand circles keep a canvas busy for longer than a frame; they all have one
 * colour, so that it is enough to add up how much of what is behind a pixel they hide.
 */

/** How a point looks. */
export interface Dot {
  /** In CSS pixels. */
  readonly radius: number;
  /** How much of what is behind it a point hides. */
  readonly opacity: number;
  /** The same of one that is held back. */
  readonly faint: number;
}

/** The more points there are, the smaller and the clearer each is: what is crowded stays visible. */
export function dotOf(count: number): Dot {
  const crowd = Math.min(1, Math.max(0, Math.log10(count / 100) / 2));
  return { radius: 3.5 - 1.7 * crowd, opacity: 0.8 - 0.5 * crowd, faint: 0.16 - 0.12 * crowd };
}

/** What is drawn. */
export interface Points {
  /** Places in pixels of the picture. */
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  /** Opacity of each, 0 … 1. */
  readonly opacities: ArrayLike<number>;
  /** In pixels of the picture. */
  readonly radius: number;
}

/**
 * The picture's pixels, as red, green, blue and opacity of each, row by row.
 * @param colour of all points, as in `#4fcf9c`
 */
export function rasterOf(
  { xs, ys, opacities, radius }: Points,
  width: number,
  height: number,
  colour: string,
): Uint8ClampedArray<ArrayBuffer> {
  const clear = new Float32Array(width * height).fill(1);
  const reach = Math.ceil(radius);
  const mask = maskOf(radius, reach);
  for (let i = 0; i < xs.length; i++) {
    const [left, top] = [Math.round(xs[i]!) - reach, Math.round(ys[i]!) - reach];
    const opacity = opacities[i]!;
    for (let row = Math.max(0, -top); row <= 2 * reach && top + row < height; row++) {
      const from = Math.max(0, -left);
      const to = Math.min(2 * reach, width - 1 - left);
      for (let column = from; column <= to; column++) {
        const at = (top + row) * width + left + column;
        clear[at] = clear[at]! * (1 - opacity * mask[row * (2 * reach + 1) + column]!);
      }
    }
  }
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const pixels = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < clear.length; at++) {
    if (clear[at] === 1) continue;
    pixels[4 * at] = red!;
    pixels[4 * at + 1] = green!;
    pixels[4 * at + 2] = blue!;
    pixels[4 * at + 3] = 255 * (1 - clear[at]!);
  }
  return pixels;
}

/** How much of each pixel a disc covers, about: its edge is a pixel wide. */
function maskOf(radius: number, reach: number): Float32Array {
  const side = 2 * reach + 1;
  return Float32Array.from({ length: side * side }, (_, i) => {
    const distance = Math.hypot((i % side) - reach, Math.floor(i / side) - reach);
    return Math.min(1, Math.max(0, radius + 0.5 - distance));
  });
}
