/**
 * What a sweep may be asked. This schema validates requests, documents the API, and gives the command
 * line its flags and the page its form.
 */
import * as z from "zod";
import { number, whole } from "#src/schema/numbers.ts";
import { line, prose } from "#src/schema/text.ts";
import { type Axis, frequencies, frequencyCount, GridError } from "./axis.ts";
import { bandOf, frequencyLimits, type Vector, vector } from "./band.ts";
import { type Circuit, CircuitError, circuitLimits, formatCircuit } from "./circuit.ts";
import {
  type Grid,
  gridOf,
  mostPoints,
  standardAxes,
  standardCircuit,
  standardReference,
} from "./grid.ts";
import { parseCircuit } from "./parse.ts";
import { compile, evaluator } from "./program.ts";
import { type MetricName, metrics } from "./resnorm.ts";
import type { Sweep } from "./sweep.ts";

/** The name of a dataset's file: one segment of a path. */
export const datasetName = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,195}\.npz$/;

/** What one sweep may ask of a server. Configurable (`LIMIT_*`); every refusal states the limit. */
export interface SweepLimits {
  /** Most points of a grid. */
  readonly points: number;
}

/** Limits of a server that configures none. */
export const defaultSweepLimits: SweepLimits = { points: mostPoints };

const isObject = {
  error: ({ code }: { code: string }) =>
    code === "invalid_type" ? "must be an object" : undefined,
};
const finite = z.number("must be a number");
/** Far beyond what any instrument measures; squares of it stay within float64. */
const ohms = number(-1e36, 1e36);
const measured = z.strictObject({
  frequencies: z
    .array(number(frequencyLimits.least, frequencyLimits.most))
    .min(2, "must be 2 frequencies or more")
    .max(frequencyCount.most, `must be at most ${frequencyCount.most} frequencies`)
    .describe("In Hz; the sweep has the same"),
  real: z.array(ohms).describe("Re Z at each, in Ω"),
  imag: z.array(ohms).describe("Im Z at each, in Ω, negative for a capacitor"),
});
const ofParameters = z.strictObject({
  parameters: z
    .record(z.string(), finite)
    .describe("Values by name; those left out are as in the sweep's reference by default"),
});

const axis = z.strictObject({
  parameter: z.string("must be a parameter's name").describe("Name of the parameter"),
  from: finite.describe("First value"),
  to: finite.describe("Last value"),
  count: whole(2, 10_000).optional().describe("Values, both ends included. Default: grid_size"),
  scale: z
    .enum(["logarithmic", "linear"], "must be logarithmic or linear")
    .default("logarithmic")
    .describe("How the values are spaced"),
});

const fields = {
  circuit: z
    .string("must be a circuit, as in R0-p(R1,C1)")
    .max(circuitLimits.length, `must be at most ${circuitLimits.length} characters`)
    .default(formatCircuit(standardCircuit))
    .describe("Circuit: series `-`, parallel `p(a,b,…)`"),
  grid_size: whole(2, 25)
    .optional()
    .describe("Values on every axis that does not say how many. Default: 5"),
  axes: z
    .array(axis)
    .min(1, "must have 1 axis or more")
    .max(20, "must have 20 axes at most")
    .optional()
    .describe("What is swept, the last axis the fastest. Default: the standard circuit's five"),
  fixed: z
    .record(z.string(), finite)
    .default({})
    .describe("Values of parameters that are not swept. Default: the elements' own"),
  freq_min: number(frequencyLimits.least, frequencyLimits.most)
    .optional()
    .describe("Lowest frequency in Hz. Default: 0.1"),
  freq_max: number(frequencyLimits.least, frequencyLimits.most)
    .optional()
    .describe("Highest frequency in Hz. Default: 100000"),
  n_frequencies: whole(frequencyCount.least, frequencyCount.most)
    .optional()
    .describe(`Frequencies, evenly in their logarithm. Default: ${frequencyCount.default}`),
  reference: z
    .union(
      [ofParameters, measured],
      "must be {parameters: {…}}, or {frequencies: […], real: […], imag: […]}",
    )
    .optional()
    .describe("What points are measured against: this circuit at a point, or a measured spectrum"),
  metric: z
    .enum(Object.keys(metrics) as [MetricName], `must be one of ${Object.keys(metrics).join(", ")}`)
    .default("resnorm")
    .describe("How the distance is measured; ranks follow it"),
  columns: z
    .enum(["full", "complex"], "must be full or complex")
    .default("full")
    .describe("full: real, imag, magnitude, phase; complex: real, imag"),
  compression: z
    .enum(["stored", "deflate"], "must be stored or deflate")
    .default("stored")
    .describe("stored: rows are read by range, whatever the file's size"),
  filename: z
    .string("must be a file's name")
    .regex(datasetName, "must be letters, digits, `.`, `_` and `-`, and end in .npz")
    .optional()
    .describe("Name of the dataset's file. Default: grid_{size}_freq_{min}_{max}.npz"),
  name: line(0, 255).optional().describe("What people call the dataset"),
  description: prose(2000).optional().describe("What it is about"),
  is_public: z.boolean("must be true or false").default(false).describe("Whether all may read it"),
};

/** A sweep's request, as it is after parsing. */
export type SweepFields = z.output<z.ZodObject<typeof fields>>;

/** The schema of a sweep's request: each field, and that they make a sweep together. */
export function sweepRequest(limits: SweepLimits = defaultSweepLimits) {
  return z.strictObject(fields, isObject).superRefine((request, context) => {
    try {
      toSweep(request, limits);
    } catch (error) {
      if (!(error instanceof SweepFieldError)) throw error;
      context.addIssue({ code: "custom", path: [...error.path], message: error.message });
    }
  });
}

/** A request whose fields make no sweep together: which is at fault, and why. */
export class SweepFieldError extends Error {
  override readonly name = "SweepFieldError";
  readonly statusCode = 422;
  readonly path: readonly (string | number)[];

  constructor(path: readonly (string | number)[], message: string, options?: ErrorOptions) {
    super(message, options);
    this.path = path;
  }
}

/**
 * The sweep that a request asks for. Nothing is computed but the reference.
 * @throws SweepFieldError
 */
export function toSweep(request: SweepFields, limits: SweepLimits = defaultSweepLimits): Sweep {
  const circuit = at(["circuit"], () => parseCircuit(request.circuit));
  const axes = axesOf(request, circuit);
  const { fixed } = request;
  const grid = at(["axes"], () => gridOf(circuit, { axes, fixed }, limits.points));
  const band = frequenciesOf(request);
  const reference = referenceOf(request, circuit, grid, band);
  return { circuit, grid, frequencies: band, reference, metric: request.metric };
}

/** Whether a circuit is the standard one, under the same names. */
export function isStandard(circuit: Circuit): boolean {
  return formatCircuit(circuit) === formatCircuit(standardCircuit);
}

/** The axes of a request, every one with its number of values. */
export function axesOf({ axes, grid_size = 5 }: SweepFields, circuit: Circuit): Axis[] {
  if (axes !== undefined) return axes.map((axis) => ({ ...axis, count: axis.count ?? grid_size }));
  if (isStandard(circuit)) return standardAxes(grid_size);
  const message = `are needed: only ${formatCircuit(standardCircuit)} has some by default`;
  throw new SweepFieldError(["axes"], message);
}

function frequenciesOf({ reference, freq_min, freq_max, n_frequencies }: SweepFields) {
  if (reference === undefined || !("frequencies" in reference)) {
    return at(["freq_min"], () => frequencies(freq_min, freq_max, n_frequencies));
  }
  if ((freq_min ?? freq_max ?? n_frequencies) !== undefined) {
    const message =
      "is given by the measured reference; leave freq_min, freq_max, n_frequencies out";
    throw new SweepFieldError(["reference", "frequencies"], message);
  }
  return Float64Array.from(reference.frequencies);
}

/** Z of the circuit at a point, or what was measured. */
function referenceOf(
  { reference = { parameters: {} } }: SweepFields,
  circuit: Circuit,
  grid: Grid,
  frequencies: Float64Array,
): Vector {
  if ("frequencies" in reference) return measuredReference(reference);
  const point = referencePoint(reference.parameters, circuit, grid);
  const z = vector(frequencies.length);
  evaluator(compile(circuit), bandOf(frequencies))(point, z);
  return z;
}

/**
 * All parameters of the point that a sweep is measured against, in the circuit's order.
 * @param given those that the request names
 * @throws SweepFieldError
 */
export function referencePoint(
  given: Readonly<Record<string, number>>,
  circuit: Circuit,
  grid: Grid,
): Float64Array {
  const byDefault = isStandard(circuit) ? standardReference : {};
  const unswept = new Set(grid.axes.map(({ parameter }) => grid.parameters[parameter]!));
  const fixed: Record<string, number> = {};
  for (const [i, name] of grid.parameters.entries()) {
    if (Object.hasOwn(byDefault, name)) fixed[name] = byDefault[name]!;
    else if (!unswept.has(name)) fixed[name] = grid.base[i]!;
  }
  return at(["reference", "parameters"], () =>
    gridOf(circuit, { axes: [], fixed: { ...fixed, ...given } }),
  ).base;
}

function measuredReference(measured: {
  frequencies: number[];
  real: number[];
  imag: number[];
}): Vector {
  const { length } = measured.frequencies;
  for (const part of ["real", "imag"] as const) {
    if (measured[part].length === length) continue;
    const message = `must have ${length} values, one a frequency, but has ${measured[part].length}`;
    throw new SweepFieldError(["reference", part], message);
  }
  return { re: Float64Array.from(measured.real), im: Float64Array.from(measured.imag) };
}

/** Says of which field an error of the core is. */
function at<T>(path: readonly string[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CircuitError || error instanceof GridError) {
      throw new SweepFieldError(path, error.message, { cause: error });
    }
    throw error;
  }
}
