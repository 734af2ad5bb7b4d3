/** What a dataset's file says of itself. */

import { type Picklable, PythonFloat } from "#src/arrays/pickle.ts";
import retort from "../../../package.json" with { type: "json" };
import { formatCircuit, parametersOf } from "../circuit.ts";
import type { DatasetLocation } from "../datasets/dataset-row.ts";
import { fixedValues } from "../grid.ts";
import { type Sweep, spectrumColumns } from "../sweep.ts";
import type { SweepFields } from "../sweep-fields.ts";
import { axesOf, referencePoint } from "../to-sweep.ts";
import type { Outcome } from "./outcome.ts";

/** The names that readers of the established format know, then ours. */
export interface DatasetMetadata {
  /** Values on every axis; null if the axes differ in their lengths. */
  readonly grid_size: number | null;
  readonly n_parameter_sets: number;
  readonly n_frequencies: number;
  /** In Hz. */
  readonly freq_min: PythonFloat;
  readonly freq_max: PythonFloat;
  readonly param_names: readonly string[];
  /** In words where there is one, as in `ohm`. */
  readonly param_units: readonly string[];
  readonly spectrum_columns: readonly string[];
  /** When the sweep was asked for, in seconds since 1970: the same job makes the same bytes. */
  readonly export_timestamp: PythonFloat;
  /** The first of `resnorms`, as float32 has it; null if none is a number. */
  readonly best_resnorm: PythonFloat | null;
  readonly computation_complete: true;
  /** True but for samples, which come with the program and are `precomputed`. */
  readonly user_generated: boolean;
  readonly storage_location: DatasetLocation;
  readonly filename: string;
  readonly ready_for_registration: true;
  readonly circuit: string;
  readonly metric: string;
  /** `{parameters: {…}}`, or `{frequencies: […], real: […], imag: […]}`. */
  readonly reference: Picklable;
  /** What was swept, the last axis the fastest. */
  readonly axes: Picklable;
  /** Values of the parameters that were not, by name. */
  readonly fixed: Picklable;
  /** Points whose measure is no number of float32; they are ranked last. */
  readonly n_invalid: number;
  readonly retort_version: string;
}

/** What the metadata are about. */
export interface DatasetFacts {
  readonly request: SweepFields;
  readonly sweep: Sweep;
  readonly outcome: Outcome;
  readonly filename: string;
  readonly location: DatasetLocation;
  readonly created: Date;
}

/** Units of parameters in the established format's words. */
const unitWords: Readonly<Record<string, string>> = {
  Ω: "ohm",
  F: "farad",
  H: "henry",
  s: "second",
};

/** A dataset's metadata. */
export function metadataOf(facts: DatasetFacts): DatasetMetadata {
  const { request, sweep, filename, location, created } = facts;
  const { circuit, grid, frequencies } = sweep;
  const { best, invalid } = facts.outcome;
  return {
    grid_size: gridSize(sweep),
    n_parameter_sets: grid.size,
    n_frequencies: frequencies.length,
    freq_min: new PythonFloat(Math.min(...frequencies)),
    freq_max: new PythonFloat(Math.max(...frequencies)),
    param_names: grid.parameters,
    param_units: parametersOf(circuit).map(({ unit }) => unitWords[unit] ?? unit),
    spectrum_columns: spectrumColumns[request.columns],
    export_timestamp: new PythonFloat(created.getTime() / 1000),
    best_resnorm: best === undefined ? null : new PythonFloat(Math.fround(best.resnorm)),
    computation_complete: true,
    user_generated: location === "user_generated",
    storage_location: location,
    filename,
    ready_for_registration: true,
    circuit: formatCircuit(circuit),
    metric: sweep.metric,
    reference: referenceOf(request, sweep),
    axes: axesOf(request, circuit).map(({ parameter, scale, from, to, count }) => {
      return { parameter, scale, from: new PythonFloat(from), to: new PythonFloat(to), count };
    }),
    fixed: inFloats(fixedValues(grid)),
    n_invalid: invalid,
    retort_version: retort.version,
  };
}

/** The metadata as JSON. */
export function metadataJson(metadata: DatasetMetadata): string {
  return JSON.stringify(metadata, (_, value) =>
    value instanceof PythonFloat ? value.value : value,
  );
}

/** How many values every axis has; null if they differ. */
export function gridSize({ grid }: Sweep): number | null {
  const lengths = new Set(grid.axes.map(({ values }) => values.length));
  return lengths.size === 1 ? [...lengths][0]! : null;
}

function referenceOf({ reference = { parameters: {} } }: SweepFields, sweep: Sweep): Picklable {
  const floats = (values: readonly number[]) => values.map((value) => new PythonFloat(value));
  if ("frequencies" in reference) {
    const { frequencies, real, imag } = reference;
    return { frequencies: floats(frequencies), real: floats(real), imag: floats(imag) };
  }
  const { circuit, grid } = sweep;
  const point = referencePoint(reference.parameters, circuit, grid);
  return {
    parameters: inFloats(Object.fromEntries(grid.parameters.map((name, i) => [name, point[i]!]))),
  };
}

function inFloats(values: Readonly<Record<string, number>>): Record<string, PythonFloat> {
  const floats = Object.entries(values).map(([name, value]) => [name, new PythonFloat(value)]);
  return Object.fromEntries(floats);
}
