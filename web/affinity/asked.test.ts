import assert from "node:assert/strict";
import { test } from "node:test";
import { examples } from "#src/affinity/examples.ts";
import { readAffinitySearch } from "./address.ts";
import { askedOf, titleOfAsked } from "./asked.ts";

test("examples go by their names, others by what they are", () => {
  const [protein, ligand] = [examples.proteins[0]!, examples.ligands[0]!];
  const request = { protein: { sequence: protein.sequence }, ligand: { smiles: ligand.smiles } };
  const asked = askedOf({ request })!;
  assert.equal(titleOfAsked(asked, examples), "Insulin and Aspirin");
  assert.equal(titleOfAsked(asked, undefined), "Protein of 110 residues and CC(=O)Oc1ccccc1C(=O)O");
  const long = titleOfAsked({ ...asked, sequence: "M", smiles: "C".repeat(40) }, examples);
  assert.equal(long, `Protein of 1 residue and ${"C".repeat(31)}…`);
  assert.deepEqual([asked.engine, asked.isAligned], ["boltz", false]);
});

test("a request that a list left out is not made up", () => {
  for (const request of [null, {}, { protein: {} }, { screen: "x" }]) {
    assert.equal(askedOf({ request }), undefined);
  }
});

test("an address shows one thing; an id is taken as it is", () => {
  const id = "0b9d5a64-6c3e-4f0c-8d42-3f5b2f1f6a10";
  assert.deepEqual(readAffinitySearch({ job: id, screen: id }), { job: id });
  assert.deepEqual(readAffinitySearch({ screen: id, view: "screens" }), { screen: id });
  assert.deepEqual(readAffinitySearch({ view: "screens", q: 1 }), { view: "screens" });
  assert.deepEqual(readAffinitySearch({ job: "nonsense" }), { job: "nonsense" });
  assert.deepEqual(readAffinitySearch({ job: "", screen: 7 }), { screen: "7" });
  assert.deepEqual(readAffinitySearch({ job: {}, view: "all" }), {});
});
