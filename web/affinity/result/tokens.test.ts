import assert from "node:assert/strict";
import { test } from "node:test";
import { chainSpans, tokenName, tokensOf } from "./tokens.ts";

const columns = [
  "group_PDB",
  "type_symbol",
  "label_atom_id",
  "label_comp_id",
  "label_seq_id",
  "label_asym_id",
  "Cartn_x",
];
const cif = (...atoms: string[]) =>
  ["data_x", "loop_", ...columns.map((name) => `_atom_site.${name}`), ...atoms, "#"].join("\n");

test("a residue is one row of the matrices, an atom of a ligand is one, its hydrogens are none", () => {
  const tokens = tokensOf(
    cif(
      "ATOM N N ASP 1 A 1.0",
      "ATOM C CA ASP 1 A 2.0",
      "ATOM N N GLY 2 A 3.0",
      "ATOM N N GLY 1 C 3.0",
      "HETATM C C1 LIG1 . B 4.0",
      "HETATM H H1 LIG1 . B 4.0",
      `HETATM O "O5'" LIG1 . B 5.0`,
    ),
  );
  assert.deepEqual(tokens.map(tokenName), ["A:ASP1", "A:GLY2", "C:GLY1", "B:C1", "B:O5'"]);
  assert.deepEqual(chainSpans(tokens), [
    { chain: "A", start: 0, end: 2 },
    { chain: "C", start: 2, end: 3 },
    { chain: "B", start: 3, end: 5 },
  ]);
});

test("a file without atoms, or without a column that is needed, has no tokens", () => {
  assert.deepEqual(tokensOf("data_x\n#"), []);
  assert.deepEqual(tokensOf(cif("ATOM N N ASP 1 A 1.0").replace("label_asym_id", "other")), []);
});
