/**
 * What `POST /predict` may be asked. This schema validates requests, documents the API, and gives the
 * command line its flags and the page its form. Whether the ligand is a molecule only RDKit can tell.
 *
 * Boltz states defaults and no ranges. The defaults are its own (`boltz predict --help`, 2.2); the
 * ranges are ours: below them it fails or divides by zero, above them a job takes hours.
 */
import * as z from "zod";
import { number, whole } from "#src/schema/numbers.ts";
import { object } from "#src/schema/objects.ts";
import { chainFaults } from "./chain-table.ts";
import { chainId, ligandSmiles, msaText, sequenceFields, tidied } from "./chains.ts";
import { complexFields } from "./complex.ts";
import { copyFaults } from "./copies.ts";
import { readMsa } from "./msa.ts";
import { MsaError } from "./msa-rows.ts";

/** Which program predicts. */
export const engines = ["boltz", "nim", "demonstration"] as const;

/** Which program predicts: Boltz here, Boltz as an NVIDIA NIM, or none, for a demonstration. */
export type Engine = (typeof engines)[number];

const fields = {
  protein: object(
    { ...sequenceFields, id: chainId.default("A").describe("Id of its chain") },
    "an object with `sequence`",
  ).overwrite(tidied),
  ligand: object(
    {
      smiles: ligandSmiles.describe("SMILES; of a salt the largest part is predicted"),
      id: chainId.default("B").describe("Id of its chain"),
    },
    "an object with `smiles`",
  ),
  use_msa: z
    .boolean("must be true or false")
    .default(false)
    .describe("Whether the sequence may be sent to the MSA server that the operator configured"),
  msa: msaText.optional(),
  confidence_threshold: number(0, 1)
    .optional()
    .describe("The result warns if confidence_score is lower"),
  seed: whole(0, 4_294_967_295)
    .optional()
    .describe(
      "Of all random numbers. Without one two runs differ. With it a prediction that runs alone repeats, " +
        "on a CPU to the byte; those that share a process (provenance.company) share its random numbers, too",
    ),
  recycling_steps: whole(0, 20).default(3).describe("Passes through the trunk after the first"),
  sampling_steps: whole(2, 1000).default(200).describe("Diffusion steps of the structure"),
  diffusion_samples: whole(1, 25).default(1).describe("How many structures are predicted"),
  sampling_steps_affinity: whole(2, 1000).default(200).describe("Diffusion steps of the affinity"),
  diffusion_samples_affinity: whole(1, 25)
    .default(5)
    .describe("Structures that the affinity is averaged over"),
  affinity_mw_correction: z
    .boolean("must be true or false")
    .default(false)
    .describe("Whether the affinity is corrected for molecular weight"),
  use_potentials: z
    .boolean("must be true or false")
    .default(false)
    .describe("Whether potentials steer to physically plausible poses"),
  engine: z
    .enum(engines, `must be one of ${engines.join(", ")}`)
    .default("boltz")
    .describe("Which program predicts; demonstration invents numbers, and says so"),
  complex: complexFields.optional(),
};

/** A request to predict, as it is after parsing. */
export type PredictionRequest = z.output<typeof predictionRequest>;

/** The schema of a request to predict. */
export const predictionRequest = object(fields).superRefine((request, context) => {
  const { complex, use_msa } = request;
  const msa = use_msa ? undefined : (request.msa ?? "empty");
  const main = { protein: { ...request.protein, msa } };
  const faults = [...chainFaults(request, complex), ...copyFaults(main, complex?.sequences ?? [])];
  for (const { path, message } of faults) {
    context.addIssue({ code: "custom", path: [...path], message });
  }
  const proteins = (request.complex?.sequences ?? []).flatMap((entry, index) =>
    entry.protein !== undefined
      ? [{ ...entry.protein, path: ["complex", "sequences", index, "protein"] }]
      : [],
  );
  const { sequence } = request.protein;
  for (const { msa, sequence: own, path } of [
    { msa: request.msa, sequence, path: [] },
    ...proteins,
  ]) {
    if (msa === undefined || msa === "empty") continue;
    const message = msaFault(msa, own);
    if (message !== undefined)
      context.addIssue({ code: "custom", path: [...path, "msa"], message });
  }
  if (request.use_msa && request.msa !== undefined) {
    const message = "must be left out where an msa is given";
    context.addIssue({ code: "custom", path: ["use_msa"], message });
  }
});

function msaFault(msa: string, sequence: string): string | undefined {
  try {
    readMsa(msa, sequence);
    return undefined;
  } catch (error) {
    if (error instanceof MsaError) return error.message;
    throw error;
  }
}
