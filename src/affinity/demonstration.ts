/**
 * Invented predictions, so that a page can be built without a GPU. They look like Boltz's, are the
 * same for the same input, and mean nothing: every one says `simulated`. None stands in for a failure.
 */
import { affinityOf, type Member } from "./affinity.ts";
import type { PredictionResult } from "./result.ts";
import type { GoodLigand } from "./validation.ts";

/** What a demonstration is of. */
export interface DemonstrationInput {
  readonly jobId: string;
  readonly sequence: string;
  readonly ligand: GoodLigand;
  readonly seed?: number | undefined;
}

const invented =
  "These numbers are invented: the demonstration engine ran no model. Ask for engine `boltz` for a prediction.";

/** An invented result. Larger and greasier ligands bind a little tighter, as they do on average. */
export function demonstrate({
  jobId,
  sequence,
  ligand,
  seed,
}: DemonstrationInput): PredictionResult {
  const { canonical_smiles, smiles, descriptors } = ligand;
  const draw = drawsOf(`${sequence}\n${canonical_smiles}\n${seed ?? ""}`);
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
  return {
    job_id: jobId,
    status: "completed",
    engine: "demonstration",
    simulated: true,
    ...affinityOf(whole, members),
    // Boltz's own weights.
    confidence_score: 0.8 * complex_plddt + 0.2 * iptm,
    ptm: Math.min(iptm + 0.05 * draw(), 1),
    iptm,
    ligand_iptm: iptm,
    complex_plddt,
    complex_iplddt: complex_plddt * (0.85 + 0.1 * draw()),
    complex_pde: 0.3 + 1.5 * (1 - complex_plddt),
    complex_ipde: 0.5 + 4 * (1 - iptm),
    structures: [],
    ligand: { smiles, canonical_smiles, descriptors },
    warnings: [invented, ...ligand.warnings.map(({ message }) => message)],
    provenance: seed === undefined ? {} : { seed },
  };
}

/** Who binds tighter does so more surely: one half at 10 µM. */
function memberOf(y: number): Member {
  return { affinity_pred_value: y, affinity_probability_binary: 1 / (1 + Math.exp(1.6 * (y - 1))) };
}

/** Numbers from 0 to 1 that follow from a text: FNV-1a, then Steele and Vigna's mix for 32 bits. */
function drawsOf(text: string): () => number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  }
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
