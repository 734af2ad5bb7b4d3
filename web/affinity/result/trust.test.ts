import assert from "node:assert/strict";
import { test } from "node:test";
import { distrust } from "./trust.ts";

test("an affinity is doubted with the structure that it is read off, and for each low score", () => {
  const both = distrust({ confidence_score: 0.41, ligand_iptm: 0.2 });
  assert.match(both!, /\(confidence 0\.41, ligand ipTM 0\.20\)/);
  assert.match(distrust({ confidence_score: 0.8, ligand_iptm: 0.49 })!, /\(ligand ipTM 0\.49\)/);
  assert.equal(distrust({ confidence_score: 0.5, ligand_iptm: 0.5 }), undefined);
  assert.equal(distrust({}), undefined);
});

test("of invented scores nothing is made", () => {
  assert.equal(distrust({ simulated: true, confidence_score: 0.1 }), undefined);
});
