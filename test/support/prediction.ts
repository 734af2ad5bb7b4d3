/** A prediction's result, for tests of whoever shows one. */
import { affinityOf } from "#src/affinity/affinity.ts";
import { type PredictionResult, predictionResult } from "#src/affinity/result.ts";

const members: Parameters<typeof affinityOf>[1] = [
  { affinity_pred_value: -1.25, affinity_probability_binary: 0.9 },
  { affinity_pred_value: -0.75, affinity_probability_binary: 0.8 },
];

/** What a prediction has found, with everything that there can be. */
export const foundPrediction: PredictionResult = predictionResult.parse({
  job_id: "0b9d5a64-6c3e-4f0c-8d42-3f5b2f1f6a10",
  status: "completed",
  engine: "boltz",
  ...affinityOf({ affinity_pred_value: -1, affinity_probability_binary: 0.85 }, members),
  confidence_score: 0.83,
  iptm: 0.7,
  complex_pde: 0.6,
  structures: [
    { name: "model_0.cif", url: "/jobs/0b9d5a64-6c3e-4f0c-8d42-3f5b2f1f6a10/files/model_0.cif" },
  ],
  chains: [],
  ligand: {
    smiles: "CCO",
    canonical_smiles: "CCO",
    formula: "C2H6O",
    descriptors: {
      mw: 46.069,
      clogp: 0,
      tpsa: 20.2,
      hbd: 1,
      hba: 1,
      rotatable_bonds: 0,
      rings: 0,
      heavy_atoms: 3,
      formal_charge: 0,
      rule_of_five_violations: [],
    },
  },
  contacts: [
    {
      kind: "hydrogen_bond",
      residue: "A:LEU8",
      distance: 2.91,
      ligand_atoms: ["O1"],
      residue_atoms: ["N"],
    },
  ],
  warnings: ["On a CPU it is less accurate.\u001b[2J"],
  provenance: { boltz_version: "2.2.1", device: "cpu", seed: 7 },
});
