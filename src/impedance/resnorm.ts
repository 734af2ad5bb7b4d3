/** How far a spectrum is from a reference, in one number: what a sweep is ranked by. */
import type { Vector } from "./band.ts";

/** The ways of measuring it; the first is the default. */
export const metrics = {
  resnorm: {
    meaning: "mean of |Z − Zref|",
    unit: "Ω",
    of: (z: Vector, reference: Vector) => sum(z, reference, Math.sqrt) / z.re.length,
  },
  rmse: {
    meaning: "root mean square of |Z − Zref|",
    unit: "Ω",
    of: (z: Vector, reference: Vector) => Math.sqrt(sum(z, reference, same) / z.re.length),
  },
  "modulus-weighted": {
    meaning: "root mean square of |Z − Zref|/|Zref|",
    unit: "",
    of: (z: Vector, reference: Vector) =>
      Math.sqrt(sum(z, reference, (square, norm) => square / norm) / z.re.length),
  },
} as const satisfies Record<string, Metric>;

/** A way of measuring how far a spectrum is from a reference of the same frequencies. */
export interface Metric {
  /** Its formula in words and signs. */
  readonly meaning: string;
  /** The unit of its result; empty for a pure number. */
  readonly unit: string;
  /** The measure, accumulated in float64 in the order of the frequencies; 0 where both are equal. */
  readonly of: (z: Vector, reference: Vector) => number;
}

/** The name of a metric. */
export type MetricName = keyof typeof metrics;

const same = (square: number) => square;

/** Sums `term(|z − r|², |r|²)` over the frequencies. */
function sum(z: Vector, r: Vector, term: (square: number, norm: number) => number): number {
  let total = 0;
  for (let i = 0; i < z.re.length; i++) {
    const re = z.re[i]! - r.re[i]!;
    const im = z.im[i]! - r.im[i]!;
    total += term(re * re + im * im, r.re[i]! * r.re[i]! + r.im[i]! * r.im[i]!);
  }
  return total;
}
