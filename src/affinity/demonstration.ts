/**
 * Invented figures, so that a page can be built without a GPU. They look like Boltz's, are the same
 * for the same input, and mean nothing: all of them say `simulated`. None stands in for a failure.
 */
import { affinityOf, type Member } from "./affinity.ts";
import { drawsOf } from "./draws.ts";
import type { PredictionResult } from "./result.ts";
import type { GoodLigand } from "./validation.ts";

/** What a demonstration is of. */
export interface DemonstrationInput {
  readonly sequence: string;
  readonly ligand: Pick<GoodLigand, "canonical_smiles" | "descriptors">;
  readonly seed?: number | undefined;
  /** Structures, at least one. */
  readonly samples: number;
}

/** What a demonstration says, structures aside. */
export type DemonstrationFigures = Omit<
  PredictionResult,
  "job_id" | "status" | "structures" | "chains" | "ligand" | "contacts" | "provenance"
> & {
  /** `confidence_score` of each structure, the best first. */
  readonly confidences: readonly number[];
};

/** The first warning of every demonstration. */
export const invented =
  "These numbers are invented: the demonstration engine ran no model. For a prediction, choose the engine boltz.";

/** Invented figures. Larger and greasier ligands bind a little tighter, as they do on average. */
export function demonstrate(input: DemonstrationInput): DemonstrationFigures {
  const { descriptors } = input.ligand;
  const draw = demonstrationDraws(input);
  const size = Math.min(descriptors.heavy_atoms, 50) / 50;
  const grease = Math.min(Math.max(descriptors.clogp, 0), 5) / 5;
  const y = 2 - 2.5 * size - 0.7 * grease + 1.4 * (draw() - 0.5);
  const spread = 0.6 * draw();
  const members: [Member, Member] = [memberOf(y - spread / 2), memberOf(y + spread / 2)];
  const [a, b] = members;
  const whole = {
    affinity_pred_value: (a.affinity_pred_value + b.affinity_pred_value) / 2,
    affinity_probability_binary:
      (a.affinity_probability_binary + b.affinity_probability_binary) / 2,
  };
  const iptm = 0.55 + 0.4 * draw();
  const complex_plddt = 0.6 + 0.35 * draw();
  // Boltz's own weights.
  const confidence_score = 0.8 * complex_plddt + 0.2 * iptm;
  return {
    engine: "demonstration",
    simulated: true,
    ...affinityOf(whole, members),
    confidence_score,
    ptm: Math.min(iptm + 0.05 * draw(), 1),
    iptm,
    ligand_iptm: iptm,
    complex_plddt,
    complex_iplddt: complex_plddt * (0.85 + 0.1 * draw()),
    complex_pde: 0.3 + 1.5 * (1 - complex_plddt),
    complex_ipde: 0.5 + 4 * (1 - iptm),
    confidences: Array.from(
      { length: input.samples },
      (_, rank) => confidence_score * 0.98 ** rank,
    ),
    warnings: [invented],
  };
}

/** The random numbers of a demonstration, which are always the same. */
export function demonstrationDraws({ sequence, ligand, seed }: DemonstrationInput): () => number {
  return drawsOf(`${sequence}\n${ligand.canonical_smiles}\n${seed ?? ""}`);
}

/** Who binds tighter does so more surely: one half at 10 µM. */
function memberOf(y: number): Member {
  return { affinity_pred_value: y, affinity_probability_binary: 1 / (1 + Math.exp(1.6 * (y - 1))) };
}
