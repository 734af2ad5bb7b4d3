/**
 * Colour by perception: OKLCH (B. Ottosson, "A perceptual color space for image processing", 2020),
 * in which equal steps of hue look equally far apart and equal lightness looks equally bright.
 */

/** Red, green and blue, 0 … 255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** sRGB of lightness 0 … 1, chroma 0 … 0.4 and hue in radians; out of gamut is clipped. */
export function oklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** The sRGB transfer function (IEC 61966-2-1), to 0 … 255. */
function encoded(linear: number): number {
  const clipped = Math.min(1, Math.max(0, linear));
  const value = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
  return Math.round(255 * value);
}

/** Entries of a phase wheel: fine enough that no step is seen. */
export const wheelSize = 1024;

/**
 * The colours of a phase, once around: entry i is for phase 2πi/wheelSize, as a little-endian RGBA
 * word. Lightness and chroma stay the same, so that no phase looks more important than another.
 */
export function phaseWheel(lightness: number, chroma: number): Uint32Array {
  return Uint32Array.from({ length: wheelSize }, (_, i) => {
    const [red, green, blue] = oklch(lightness, chroma, (2 * Math.PI * i) / wheelSize + 0.5);
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  });
}
