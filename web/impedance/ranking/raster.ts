/**
 * Lines into pixels. The best line is painted first and every later one behind what is there, so a
 * picture can be looked at while it is made, and where enough lines lie on one another the rest cost
 * next to nothing: ten thousand take a third of a second on a sharp display. A canvas' own strokes took
 * four times as long in a thread, and on the page kept it waiting for a second, where there was no
 * graphics card.
 */
import type { Lines } from "./lines.ts";

/** How lines look. */
export interface Look {
  /** Colours of the shades: [256][red, green, blue], 0 … 255. */
  readonly ramp: Uint8Array;
  /** Of a line, in CSS pixels. */
  readonly thickness: number;
  /** How much of what is behind a line it hides, 0 … 1. */
  readonly opacity: number;
}

/** The size of a picture in CSS pixels, and how many pixels of the display are one of them. */
export interface Size {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** Opacity from which on nothing behind is seen. */
const opaque = 0.996;

/** A picture that grows from the front to the back. */
export class Raster {
  readonly columns: number;
  readonly rows: number;
  readonly #ratio: number;
  readonly #look: Look;
  /** [rows][columns][red, green, blue], 0 … 255 times the pixel's opacity. */
  readonly #ink: Float32Array;
  /** [rows][columns], 0 … 1. Apart from the ink: of a full pixel nothing else is looked at. */
  readonly #opacity: Float32Array;

  constructor({ width, height, ratio }: Size, look: Look) {
    this.columns = Math.max(1, Math.round(width * ratio));
    this.rows = Math.max(1, Math.round(height * ratio));
    this.#ratio = ratio;
    this.#look = look;
    this.#ink = new Float32Array(3 * this.columns * this.rows);
    this.#opacity = new Float32Array(this.columns * this.rows);
  }

  /** Paints lines `from` … `to` behind what is there. */
  paint({ xs, ys, shades }: Lines, from: number, to: number): void {
    const { ramp } = this.#look;
    // Gap by gap, whose pixels then stay in the processor's cache.
    for (let gap = 0; gap + 1 < xs.length; gap++) {
      for (let i = from; i < to; i++) {
        const at = i * xs.length + gap;
        this.#segment(xs[gap]!, ys[at]!, xs[gap + 1]!, ys[at + 1]!, ramp, 3 * shades[i]!);
      }
    }
  }

  /** The picture so far: [rows][columns][red, green, blue, alpha], for an ImageData. */
  pixels(): Uint8ClampedArray<ArrayBuffer> {
    const ink = this.#ink;
    const pixels = new Uint8ClampedArray(4 * this.#opacity.length);
    for (let i = 0; i < this.#opacity.length; i++) {
      const opacity = this.#opacity[i]!;
      if (opacity === 0) continue;
      pixels[4 * i] = ink[3 * i]! / opacity;
      pixels[4 * i + 1] = ink[3 * i + 1]! / opacity;
      pixels[4 * i + 2] = ink[3 * i + 2]! / opacity;
      pixels[4 * i + 3] = 255 * opacity;
    }
    return pixels;
  }

  /** Column by column: each pixel is covered by as much of the line as crosses it there. */
  #segment(x1: number, y1: number, x2: number, y2: number, ramp: Uint8Array, shade: number): void {
    const [ink, full, columns, rows, ratio] = [
      this.#ink,
      this.#opacity,
      this.columns,
      this.rows,
      this.#ratio,
    ];
    const { thickness, opacity } = this.#look;
    const [red, green, blue] = [ramp[shade]!, ramp[shade + 1]!, ramp[shade + 2]!];
    const slope = (y2 - y1) / (x2 - x1);
    const half = (thickness / 2) * ratio * Math.sqrt(1 + slope * slope);
    const first = Math.max(0, Math.round(x1 * ratio));
    const end = Math.min(columns, Math.round(x2 * ratio));
    let middle = y1 * ratio + slope * (first + 0.5 - x1 * ratio);
    for (let column = first; column < end; column++, middle += slope) {
      const low = Math.max(0, middle - half);
      const high = Math.min(rows, middle + half);
      for (let row = low | 0; row < high; row++) {
        const at = row * columns + column;
        const before = full[at]!;
        if (before > opaque) continue;
        const covered = Math.min(row + 1, high) - Math.max(row, low);
        const more = (1 - before) * opacity * covered;
        ink[3 * at] = ink[3 * at]! + more * red;
        ink[3 * at + 1] = ink[3 * at + 1]! + more * green;
        ink[3 * at + 2] = ink[3 * at + 2]! + more * blue;
        full[at] = before + more;
      }
    }
  }
}
