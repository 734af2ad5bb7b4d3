/** Spectra as the plots draw them. */
import type { Vector } from "#src/impedance/band.ts";
import { csvOf } from "../plot/csv.ts";
import type { Series } from "../plot/curves.tsx";
import { type Domain, equalised, extentOf, roundInterval, withZero } from "../plot/domain.ts";
import type { Size } from "../plot/size.ts";

/** A spectrum with what tells it from the others. */
export interface DrawnSpectrum extends Pick<Series, "name" | "colour" | "look"> {
  readonly z: Vector;
}

/** −Im Z over Re Z, in Ω. */
export function nyquist({ z, ...look }: DrawnSpectrum): Series {
  return { ...look, x: z.re, y: z.im.map((im) => -im) };
}

/** log₁₀ |Z/Ω| over log₁₀ (f/Hz). */
export function magnitude({ z, ...look }: DrawnSpectrum, logFrequencies: Float64Array): Series {
  return {
    ...look,
    x: logFrequencies,
    y: z.re.map((re, i) => Math.log10(Math.hypot(re, z.im[i]!))),
  };
}

/** The phase of Z in degrees over log₁₀ (f/Hz). */
export function phase({ z, ...look }: DrawnSpectrum, logFrequencies: Float64Array): Series {
  return { ...look, x: logFrequencies, y: z.re.map((re, i) => degrees(re, z.im[i]!)) };
}

/** The phase of a complex number in degrees, −180 … 180. */
export function degrees(re: number, im: number): number {
  return (Math.atan2(im, re) * 180) / Math.PI;
}

/** What shows all of Nyquist's curves, with a unit as long on both axes. */
export function nyquistFit(series: readonly Series[]): (size: Size) => Domain {
  const x = extentOf(series.map((curve) => curve.x)) ?? [0, 1];
  const y = extentOf(series.map((curve) => curve.y)) ?? [0, 1];
  const widest = Math.max(x[1] - x[0], y[1] - y[0]);
  const narrowest = widest > 0 ? widest / 5 : Math.abs(x[0]) || 1;
  const domain = {
    x: roundInterval(withZero(x), narrowest),
    y: roundInterval(withZero(y), narrowest),
  };
  return ({ width, height }) => equalised(domain, width, height);
}

/** What shows all curves over the logarithm of the frequency; `narrowest` is the least height. */
export function bodeFit(series: readonly Series[], narrowest: number): () => Domain {
  const [first, last] = extentOf(series.map((curve) => curve.x)) ?? [0, 1];
  const y = extentOf(series.map((curve) => curve.y)) ?? [0, 1];
  const domain: Domain = {
    x: first < last ? [first, last] : [first - 0.5, last + 0.5],
    y: roundInterval(y, narrowest),
  };
  return () => domain;
}

/** Every number of the spectra: a row a frequency. */
export function spectraCsv(frequencies: Float64Array, spectra: readonly DrawnSpectrum[]): string {
  const columns = ["real_ohm", "imag_ohm", "magnitude_ohm", "phase_deg"];
  const headings = spectra.flatMap(({ name }) =>
    columns.map((column) => `${name.toLowerCase().replace(/[^a-z0-9]+/g, "_")}_${column}`),
  );
  const rows = Array.from(frequencies, (f, i) => [
    f,
    ...spectra.flatMap(({ z }) => {
      const [re, im] = [z.re[i]!, z.im[i]!];
      return [re, im, Math.hypot(re, im), degrees(re, im)];
    }),
  ]);
  return csvOf(["frequency_hz", ...headings], rows);
}
