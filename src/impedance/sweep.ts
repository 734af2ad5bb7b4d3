/** A sweep: a circuit at every point of a grid of its parameters, measured against a reference. */
import type { Vector } from "./band.ts";
import type { Circuit } from "./circuit.ts";
import type { Grid } from "./grid.ts";
import type { MetricName } from "./resnorm.ts";

/** What is swept. Plain data: it is sent to threads and to the page's workers as it is. */
export interface Sweep {
  readonly circuit: Circuit;
  readonly grid: Grid;
  /** In Hz, in the order of every spectrum. */
  readonly frequencies: Float64Array;
  /** The spectrum that every point is measured against, at the same frequencies. */
  readonly reference: Vector;
  readonly metric: MetricName;
}

/** What a spectrum's columns are: all four, or only the complex number. */
export const spectrumColumns = {
  full: ["real", "imag", "magnitude", "phase"],
  complex: ["real", "imag"],
} as const;

/** Which columns a dataset has; the phase is in degrees. */
export type Columns = keyof typeof spectrumColumns;
