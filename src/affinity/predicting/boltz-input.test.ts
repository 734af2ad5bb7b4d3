import assert from "node:assert/strict";
import { test } from "node:test";
import { preparedPrediction } from "#test/support/predictions.ts";
import { boltzInputOf, chainsOf } from "./boltz-input.ts";

const sequence = "MKTAYIAKQRQISFVKSHFSRQ";

test("chains of one sequence are copies, numbered one after the other, of one alignment", () => {
  const asked = preparedPrediction("a", {
    complex: {
      sequences: [
        { ligand: { id: "C", ccd: "HEM" } },
        { protein: { id: "D", sequence, msa: "empty" } },
        { dna: { id: "E", sequence: "ACG" } },
        { ligand: { id: "F", ccd: "HEM" } },
        { protein: { id: "G", sequence: "ACG" } },
      ],
    },
  });
  const a3m = `>q\n${sequence}\n`;
  const { sequences } = boltzInputOf({ ...asked, alignment: { source: "cache", a3m } });
  assert.deepEqual(sequences, [
    { protein: { id: ["A", "D"], sequence, msa: a3m } },
    { ligand: { id: "B", smiles: "CCO" } },
    { ligand: { id: ["C", "F"], ccd: "HEM" } },
    { dna: { id: "E", sequence: "ACG" } },
    { protein: { id: "G", sequence: "ACG" } },
  ]);
  assert.deepEqual(chainsOf(asked.request), [
    { id: "A", kind: "protein", length: 22 },
    { id: "D", kind: "protein", length: 22 },
    { id: "B", kind: "ligand" },
    { id: "C", kind: "ligand" },
    { id: "F", kind: "ligand" },
    { id: "E", kind: "dna", length: 3 },
    { id: "G", kind: "protein", length: 3 },
  ]);
});
