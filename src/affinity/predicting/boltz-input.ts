/** A prediction in the words of the Boltz program: what is in the complex, and how it is predicted. */
import type { BoltzInput } from "../boltz/input.ts";
import type { BoltzOptions } from "../boltz/options.ts";
import { withCopies } from "../copies.ts";
import type { PredictionRequest } from "../request.ts";
import type { PredictionResult } from "../result.ts";
import type { PreparedPrediction } from "./engine.ts";

/**
 * The complex: protein with its copies, ligand, then what stands beside them, which is the order in
 * which Boltz numbers chains. Of the ligand it is given what RDKit made of it: salts are stripped already.
 */
export function boltzInputOf({ id, request, ligand, alignment }: PreparedPrediction): BoltzInput {
  const { sequences = [], constraints = [], templates = [] } = request.complex ?? {};
  const { sequence } = request.protein;
  return {
    id,
    sequences: withCopies([
      { protein: { id: request.protein.id, sequence, msa: alignment.a3m ?? "empty" } },
      { ligand: { id: request.ligand.id, smiles: ligand.canonical_smiles } },
      ...sequences,
    ]),
    constraints,
    templates,
    binder: request.ligand.id,
  };
}

/** What a request chooses of Boltz's options; those with equal choices may share a process. */
export type ChosenOptions = Omit<BoltzOptions, "accelerator" | "seed"> & {
  readonly seed: number | undefined;
};

/** The options of a request. A seed that nobody chose is drawn when the process starts. */
export function chosenOptionsOf(request: PredictionRequest): ChosenOptions {
  return {
    seed: request.seed,
    recyclingSteps: request.recycling_steps,
    samplingSteps: request.sampling_steps,
    diffusionSamples: request.diffusion_samples,
    samplingStepsAffinity: request.sampling_steps_affinity,
    diffusionSamplesAffinity: request.diffusion_samples_affinity,
    affinityMwCorrection: request.affinity_mw_correction,
    usePotentials: request.use_potentials,
  };
}

/** The chains of a complex in the order of `boltzInputOf`, a copy after the other. */
export function chainsOf({ protein, ligand, complex }: PredictionRequest): Chains {
  const all = withCopies([{ protein }, { ligand }, ...(complex?.sequences ?? [])]);
  return all.flatMap((entry) =>
    (["protein", "dna", "rna", "ligand"] as const).flatMap((kind): Chains => {
      const chain: { id: string | string[]; sequence?: string } | undefined = entry[kind];
      const length = chain?.sequence?.length;
      const ids = [chain?.id ?? []].flat();
      return ids.map((id) => ({ id, kind, ...(length !== undefined && { length }) }));
    }),
  );
}

/** Residues of all chains, copies included. */
export function residuesOf(request: PredictionRequest): number {
  return chainsOf(request).reduce((sum, { length = 0 }) => sum + length, 0);
}

type Chains = PredictionResult["chains"];
