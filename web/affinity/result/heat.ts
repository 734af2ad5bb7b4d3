/**
 * The colours of expected errors. Small ones stand out from the ground, large ones sink into it, in the
 * light and in the dark; lightness alone tells the order, whether or not somebody tells hues apart.
 */
import { oklch } from "../../app/colour.ts";
import type { Matrix } from "./matrix.ts";

/** Errors of this and more have the last colour, Å: Boltz's own bins end here. */
export const mostError = 32;

/** Ends of the scale, the smallest error first: lightness, chroma, hue in degrees. */
const ends = {
  dark: { lightness: [0.9, 0.2], chroma: [0.14, 0.03], hue: [165, 265] },
  light: { lightness: [0.38, 0.97], chroma: [0.1, 0.015], hue: [250, 180] },
} as const;

/** Colours of an error from 0 to `mostError`, in 256 steps: [256][red, green, blue], 0 … 255. */
export function errorColours(scheme: keyof typeof ends): Uint8Array {
  const { lightness, chroma, hue } = ends[scheme];
  const ramp = new Uint8Array(3 * 256);
  for (let shade = 0; shade < 256; shade++) {
    const at = ([first, last]: readonly [number, number]) => first + ((last - first) * shade) / 255;
    ramp.set(oklch(at(lightness), at(chroma), (at(hue) * Math.PI) / 180), 3 * shade);
  }
  return ramp;
}

/** A matrix of errors as a picture, a pixel for a number. */
export function pictureOf({ size, values }: Matrix, ramp: Uint8Array): ImageData {
  const pixels = new Uint8ClampedArray(4 * size * size);
  for (let i = 0; i < values.length; i++) {
    const shade = 3 * Math.min(255, Math.max(0, Math.round((255 * values[i]!) / mostError)));
    pixels[4 * i] = ramp[shade]!;
    pixels[4 * i + 1] = ramp[shade + 1]!;
    pixels[4 * i + 2] = ramp[shade + 2]!;
    pixels[4 * i + 3] = 255;
  }
  return new ImageData(pixels, size, size);
}

/** The scale as a gradient of CSS, from the smallest error to the largest. */
export function gradientOf(ramp: Uint8Array): string {
  const stops = Array.from({ length: 9 }, (_, i) => {
    const shade = Math.round((255 * i) / 8);
    return `rgb(${ramp.subarray(3 * shade, 3 * shade + 3).join(" ")})`;
  });
  return `linear-gradient(to right, ${stops.join(", ")})`;
}
