import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { demonstrate } from "./demonstration.ts";
import { predictionResult } from "./result.ts";
import { affinityUnits } from "./units.ts";
import type { GoodLigand } from "./validation.ts";

const molecules = fc.record({
  smiles: fc.string({ unit: fc.constantFrom("C", "N", "O"), minLength: 1 }),
  heavy_atoms: fc.integer({ min: 1, max: 128 }),
  clogp: fc.double({ min: -10, max: 15, noNaN: true }),
});
const inputs = fc.record(
  {
    samples: fc.integer({ min: 1, max: 25 }),
    sequence: fc.string({ unit: fc.constantFrom("A", "C", "D"), minLength: 1 }),
    ligand: molecules.map(({ smiles, ...some }): GoodLigand => {
      const rest = { mw: 100, tpsa: 20, hbd: 1, hba: 2, rotatable_bonds: 1, rings: 1 };
      const none = { formal_charge: 0, rule_of_five_violations: [] };
      const descriptors = { ...rest, ...none, ...some };
      const said = { message: "", warnings: [], errors: [] };
      return { valid: true, smiles, canonical_smiles: smiles, formula: "", descriptors, ...said };
    }),
    seed: fc.nat(),
  },
  { requiredKeys: ["samples", "sequence", "ligand"] },
);

const figures = predictionResult.omit({
  ...{ job_id: true, status: true, structures: true, chains: true },
  ...{ ligand: true, contacts: true, provenance: true },
});

test("a demonstration has a result's shape, says what it is, and repeats", () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const { confidences, ...result } = demonstrate(input);
      assert.deepEqual(figures.parse(result), result);
      assert.equal(confidences.length, input.samples);
      assert.equal(confidences[0], result.confidence_score);
      assert.deepEqual(
        confidences,
        confidences.toSorted((a, b) => b - a),
      );
      assert.equal(result.engine, "demonstration");
      assert.equal(result.simulated, true);
      assert.match(result.warnings[0]!, /invented/);
      assert.deepEqual(demonstrate({ ...input }), { ...result, confidences });
      const { ic50_nm, pic50, delta_g } = affinityUnits(result.affinity_pred_value);
      assert.deepEqual([result.ic50_nm, result.pic50, result.delta_g], [ic50_nm, pic50, delta_g]);
      assert(Math.abs(result.affinity_pred_value) < 4);
      const [a, b] = result.members!;
      assert.equal(result.spread, Math.abs(a!.affinity_pred_value - b!.affinity_pred_value));
    }),
  );
});

test("another protein, ligand or seed is another result", () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const y = (other: typeof input) => demonstrate(other).affinity_pred_value;
      const { ligand } = input;
      const changed = { ...ligand, canonical_smiles: `${ligand.canonical_smiles}F` };
      assert.notEqual(y({ ...input, sequence: `${input.sequence}G` }), y(input));
      assert.notEqual(y({ ...input, ligand: changed }), y(input));
      assert.notEqual(y({ ...input, seed: (input.seed ?? 0) + 1 }), y(input));
    }),
  );
});
