import assert from "node:assert/strict";
import { test } from "node:test";
import { affinityFixture, type KnownMolecule, readerForTests } from "#test/support/ligands.ts";
import { createLigandReader } from "./reader.ts";
import { screenLigands } from "./screening.ts";

const molecules = affinityFixture("molecules.json") as KnownMolecule[];

test("many at once are answered each with its own", async () => {
  const reader = readerForTests(2);
  const found = await Promise.all(molecules.map(({ smiles }) => reader.read(smiles, false)));
  assert.deepEqual(
    found.map((one) => one.valid && one.canonical_smiles),
    molecules.map(({ canonical_smiles }) => canonical_smiles),
  );
});

test("a screen keeps its order, and finds the same molecule however it is written", async () => {
  const smiles = ["OCC", "C1CC", "CCO", "CC", "[Na+].CC[O-]", "C(C)O", "CC"];
  const entries = smiles.map((structure, index) => ({ structure, line: index + 1 }));
  const rows: [line: number, valid: boolean, sameAs: number | undefined][] = [];
  for await (const { entry, validation, sameAs } of screenLigands(readerForTests(2), entries)) {
    rows.push([entry.line, validation.valid, sameAs?.line]);
  }
  assert.deepEqual(rows, [
    [1, true, undefined],
    [2, false, undefined],
    [3, true, 1],
    [4, true, undefined],
    [5, true, undefined],
    [6, true, 1],
    [7, true, 4],
  ]);
});

test("a screen reads little more than it is asked for", async () => {
  let taken = 0;
  function* endless() {
    for (;;) yield { structure: "CC", line: ++taken };
  }
  let seen = 0;
  for await (const _ of screenLigands(readerForTests(2), endless())) {
    if (++seen === 20) break;
  }
  assert(taken <= 26, `${taken} were taken`);
});

test("a closed reader says so, also to whoever waits", async () => {
  const reader = createLigandReader(1);
  const asked = ["C".repeat(100), "CC", "CCC"].map((smiles) => reader.read(smiles, true));
  const settled = Promise.allSettled(asked);
  await reader.close();
  for (const { status } of await settled) assert.equal(status, "rejected");
  await assert.rejects(reader.read("CC", false), /closed/);
});
