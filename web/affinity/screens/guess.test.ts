import assert from "node:assert/strict";
import { test } from "node:test";
import { guessFormat } from "./guess.ts";

test("the ending of a file's name decides", () => {
  assert.equal(guessFormat("CCO ethanol", "a.SMI"), "smiles");
  assert.equal(guessFormat("x", "list.v2.csv"), "csv");
  assert.equal(guessFormat("", "library.sdf"), "sdf");
  assert.equal(guessFormat("[]", "a.json"), "json");
});

test("else its beginning does", () => {
  const guesses = [
    ["CCO ethanol\nCCC propane", "smiles"],
    ["CC(C)=O, acetone", "smiles"],
    ["[Na+].[Cl-]\n[nH]1cccc1", "smiles"],
    ["# comment\nC", "smiles"],
    ["name,SMILES\na,C", "csv"],
    ['"smiles";"id"\nC;1', "csv"],
    ["\uFEFFsmiles\nC", "csv"],
    ["canonical_smiles\tid\nC\t1", "csv"],
    ['  ["C", "CC"]', "json"],
    ['[\n  {"smiles": "C"}]', "json"],
    ["methane\n  made\n\n  1  0\nM  END\n$$$$\n", "sdf"],
    ["methane\r\n\r\n\r\n 1 0\r\nM  END\r\n", "sdf"],
  ] as const;
  for (const [text, format] of guesses) assert.equal(guessFormat(text, "list.txt"), format, text);
});
