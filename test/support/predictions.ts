/** Predictions to ask of engines. */

import type * as z from "zod";
import type { PreparedPrediction } from "#src/affinity/predicting/engine.ts";
import { type PredictionRequest, predictionRequest } from "#src/affinity/request.ts";

type Asked = Partial<z.input<typeof predictionRequest>>;

/** A short protein and ethanol, or what is said instead; the ligand's description is not RDKit's. */
export function preparedPrediction(id: string, asked: Asked = {}): PreparedPrediction {
  const request = requestOf(asked);
  const { smiles } = request.ligand;
  return {
    id,
    owner: "somebody",
    request,
    alignment: { source: "empty" },
    ligand: {
      valid: true,
      smiles,
      canonical_smiles: smiles,
      formula: "C2H6O",
      message: "",
      warnings: [],
      errors: [],
      descriptors: {
        mw: 46.07,
        clogp: 0,
        tpsa: 20.23,
        hbd: 1,
        hba: 1,
        rotatable_bonds: 0,
        rings: 0,
        heavy_atoms: 3,
        formal_charge: 0,
        rule_of_five_violations: [],
      },
    },
  };
}

function requestOf(asked: Asked): PredictionRequest {
  return predictionRequest.parse({
    protein: { sequence: "MKTAYIAKQRQISFVKSHFSRQ" },
    ligand: { smiles: "CCO" },
    ...asked,
  });
}
