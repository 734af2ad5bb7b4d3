/** What a sweep's job has found, as `GET /jobs/{id}/result` tells it. */
import * as z from "zod";

const byName = z.record(z.string(), z.number());

/** The result of a sweep. */
export const sweepResult = z.object({
  filename: z.string().describe("The dataset's file"),
  sha256: z.string(),
  size: z.int().describe("Bytes of the file"),
  n_parameter_sets: z.int(),
  n_frequencies: z.int(),
  n_invalid: z
    .int()
    .describe("Rows, ranked last, whose resnorm is no number or beyond what float32 holds"),
  best_resnorm: z.number().nullable().describe("In the metric's unit; null if no row has one"),
  best: byName.nullable().describe("Parameters of the best row"),
  identifiability: z
    .object({
      parameters: z.int().describe("How many parameters the circuit has"),
      rank: z.int().describe("How many combinations of them the spectrum fixes there"),
      sentences: z.array(z.string()).describe("Each combination that it leaves free"),
    })
    .nullable()
    .describe("What the spectrum of the best row says of its parameters"),
  seconds: z.number().describe("How long the last attempt took"),
});

export type SweepResult = z.output<typeof sweepResult>;
