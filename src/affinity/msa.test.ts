import assert from "node:assert/strict";
import { test } from "node:test";
import { readMsa } from "./msa.ts";

test("rows are put on one line each, which is how Boltz reads them", () => {
  const { a3m, rows } = readMsa(
    "#8\t1\n>query\r\nACDE\r\nFGHI\n>hit 1\nAC-Eaa\nFGH-\n",
    "ACDEFGHI",
  );
  assert.equal(rows, 2);
  assert.equal(a3m, ">query\nACDEFGHI\n>hit 1\nAC-EaaFGH-\n");
});

test("what follows a NUL is another chain's", () => {
  assert.equal(readMsa(">101\nACD\n\0>102\nEF\n", "ACD").rows, 1);
});

const faults: [name: string, text: string, says: RegExp][] = [
  ["nothing", "", /empty/],
  ["no header", "ACDE\n", /begin with `>`/],
  ["another protein", ">q\nACDF\n", /residue 4 is `F`, and the protein's `E`/],
  ["a shorter query", ">q\nACD\n", /it has 3 letters, and the protein 4/],
  ["a query with gaps", ">q\nAC-DE\n", /it has 5 letters/],
  ["a row of another length", ">q\nACDE\n>h\nACD\n", /Row 2 \(`h`\) has 3 columns/],
  ["letters Boltz dies of", ">q\nACDE\n>h\nAC.E\n", /Row 2 \(`h`\) has `\.` at 3/],
];

for (const [name, text, says] of faults) {
  test(`${name} is refused`, () => {
    assert.throws(() => readMsa(text, "ACDE"), { name: "MsaError", message: says });
  });
}
