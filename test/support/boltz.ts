/** Records for Boltz, and the program that stands in for it. */
import { fileURLToPath } from "node:url";
import type { BoltzInput } from "#src/affinity/boltz/input.ts";
import { type BoltzOptions, defaultOptions } from "#src/affinity/boltz/options.ts";
import type { Outcome } from "#src/affinity/boltz/outcome.ts";
import type { Installation, RunResult } from "#src/affinity/boltz/run.ts";
import type { Trouble } from "./boltz-stand-in.ts";

const script = fileURLToPath(new URL("./boltz-stand-in.ts", import.meta.url));

/** A molecule that Boltz cannot read. */
export const badSmiles = "C1CC";

/** The program that stands in for Boltz, with some trouble. */
export function standInBoltz(trouble: Trouble = {}, cache = "/nowhere"): Installation {
  return {
    command: {
      words: [process.execPath, script],
      environment: { ...process.env, STAND_IN: JSON.stringify(trouble) },
    },
    cache,
  };
}

/** The least work: what a test of the real program can wait for. */
export const leastWork: BoltzOptions = {
  ...defaultOptions,
  accelerator: "cpu",
  seed: 1,
  recyclingSteps: 0,
  samplingSteps: 3,
  samplingStepsAffinity: 3,
  diffusionSamplesAffinity: 1,
};

/** A short protein with a ligand whose affinity is asked for. */
export function record(id: string, smiles = "CCO"): BoltzInput {
  return {
    id,
    sequences: [
      { protein: { id: "A", sequence: "MKTAYIAKQRQISFVKSHFSRQ", msa: "empty" } },
      { ligand: { id: "B", smiles } },
    ],
    binder: "B",
  };
}

/** The same without affinity. */
export function recordWithoutAffinity(id: string): BoltzInput {
  const { binder: _, ...rest } = record(id);
  return rest;
}

/** How a run ended, by record. */
export function states({
  outcomes,
}: Pick<RunResult, "outcomes">): Record<string, Outcome["state"]> {
  return Object.fromEntries([...outcomes].map(([id, { state }]) => [id, state]));
}
