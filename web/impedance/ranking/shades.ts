/**
 * The colours of resnorms. From a strong orange, the best, by red and violet to a quiet blue, the worst:
 * lightness and hue change together, so that the order is seen whether or not somebody tells red from
 * green. On dark ground the best is the lightest, on light ground the darkest: it stands out on both.
 */
import { oklch } from "../../app/colour.ts";

/** Ends of the scale, the best first: lightness, chroma, hue in degrees. */
const ends = {
  dark: { lightness: [0.86, 0.46], chroma: [0.16, 0.1], hue: [80, -85] },
  light: { lightness: [0.5, 0.8], chroma: [0.15, 0.08], hue: [55, -100] },
} as const;

/** Colours of a shade 0 … 255: [256][red, green, blue], 0 … 255. */
export function rampOf(scheme: keyof typeof ends): Uint8Array {
  const { lightness, chroma, hue } = ends[scheme];
  const ramp = new Uint8Array(3 * 256);
  for (let shade = 0; shade < 256; shade++) {
    const at = ([first, last]: readonly [number, number]) => first + ((last - first) * shade) / 255;
    ramp.set(oklch(at(lightness), at(chroma), (at(hue) * Math.PI) / 180), 3 * shade);
  }
  return ramp;
}

/** A shade as CSS has it. */
export function colourOf(ramp: Uint8Array, shade: number): string {
  return `rgb(${ramp.subarray(3 * shade, 3 * shade + 3).join(" ")})`;
}
