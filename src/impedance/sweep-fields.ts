/**
 * What a sweep may be asked, field by field. These schemas validate requests, document the API, and
 * give the command line its flags and the page its form.
 */
import * as z from "zod";
import { number, whole } from "#src/schema/numbers.ts";
import { line, prose } from "#src/schema/text.ts";
import { frequencyCount } from "./axis.ts";
import { frequencyLimits } from "./band.ts";
import { circuitLimits, formatCircuit } from "./circuit.ts";
import { mostPoints, standardCircuit } from "./grid.ts";
import { type MetricName, metrics } from "./resnorm.ts";

/** The name of a dataset's file: one segment of a path. */
export const datasetName = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,195}\.npz$/;

/** What one sweep may ask of a server. Configurable (`LIMIT_*`); every refusal states the limit. */
export interface SweepLimits {
  /** Most points of a grid. */
  readonly points: number;
}

/** Limits of a server that configures none. */
export const defaultSweepLimits: SweepLimits = { points: mostPoints };

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

/** Every field. */
export const sweepFields = {
  circuit: z
    .string("must be a circuit, as in R0-p(R1,C1)")
    .max(circuitLimits.length, `must be at most ${circuitLimits.length} characters`)
    .default(formatCircuit(standardCircuit))
    .describe("Circuit: series `-`, parallel `p(a,b,…)`; or a description code, R(RC)"),
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
export type SweepFields = z.output<z.ZodObject<typeof sweepFields>>;
