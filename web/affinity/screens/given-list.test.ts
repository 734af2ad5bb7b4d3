import assert from "node:assert/strict";
import { test } from "node:test";
import { listOf, noList, withText } from "./given-list.ts";

test("a format is guessed anew with every text, until it is chosen", () => {
  const typed = withText(noList, "CCO ethanol");
  assert.equal(typed.format, "smiles");
  const csv = withText(typed, "smiles,name\nCCO,ethanol");
  assert.equal(csv.format, "csv");
  const chosen = withText({ ...csv, format: "smiles", isChosen: true }, "smiles,name\nC,a");
  assert.equal(chosen.format, "smiles");
  assert.deepEqual(withText(chosen, " "), noList);
});

test("a file brings its name, and one that is too large is refused", async () => {
  const list = await listOf(new File(["methane\n\n\n  0  0\nM  END\n$$$$\n"], "library.sdf"));
  assert.deepEqual([list.format, list.fileName, list.isChosen], ["sdf", "library.sdf", false]);
  const large = new File([new Uint8Array(65_000_000)], "all.smi");
  await assert.rejects(listOf(large), /all\.smi has 65 MB; at most 64 are read/);
});
