import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import { affinityFixture, type KnownMolecule, readerForTests } from "#test/support/ligands.ts";
import { createLigandReader } from "./reader.ts";
import { screenLigands } from "./screening.ts";

const molecules = affinityFixture("molecules.json") as KnownMolecule[];

test("many at once are answered each with its own", async () => {
  const reader = readerForTests(2);
  const found = await Promise.all(molecules.map(({ smiles }) => reader.read(smiles, "identified")));
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

test("of several that are read together only those at fault are refused", async () => {
  const texts = ["CCO", " CC ", chain(650), "C1CC", "OC", "é"];
  const found = await readerForTests(2).readAll(texts, "screened");
  assert.deepEqual(
    found.map((one) => (one.valid ? one.canonical_smiles : one.message.slice(0, 22))),
    [
      "CCO",
      "CC",
      "RDKit fails on this mo",
      "RDKit cannot read this",
      "CO",
      "At character 1 is `é`,",
    ],
  );
});

/** A mol block of carbons in a row; 650 overflow RDKit's stack. */
function chain(length: number): string {
  const numbers = Array.from({ length }, (_, index) => index + 1);
  return [
    ...["", "", "", "  0  0  0  0  0  0            999 V3000", "M  V30 BEGIN CTAB"],
    ...[`M  V30 COUNTS ${length} ${length - 1} 0 0 0`, "M  V30 BEGIN ATOM"],
    ...numbers.map((number) => `M  V30 ${number} C ${number} 0 0 0`),
    ...["M  V30 END ATOM", "M  V30 BEGIN BOND"],
    ...numbers.slice(1).map((number) => `M  V30 ${number - 1} 1 ${number - 1} ${number}`),
    ...["M  V30 END BOND", "M  V30 END CTAB", "M  END"],
  ].join("\n");
}

test("a screen reads little more than it is asked for", async () => {
  let taken = 0;
  function* endless() {
    for (;;) yield { structure: "CC", line: ++taken };
  }
  let seen = 0;
  for await (const _ of screenLigands(readerForTests(2), endless())) {
    if (++seen === 20) break;
  }
  assert(taken <= 40, `${taken} were taken`);
});

test("a closed reader says so, also to whoever waits", async () => {
  const reader = createLigandReader(1);
  const asked = ["C".repeat(100), "CC", "CCC"].map((smiles) => reader.read(smiles, "drawn"));
  const settled = Promise.allSettled(asked);
  await reader.close();
  for (const { status } of await settled) assert.equal(status, "rejected");
  await assert.rejects(reader.read("CC", "identified"), /closed/);
});

test("threads that nobody asks end after two minutes, and the next is answered by another", async ({
  mock,
}) => {
  const threads: Worker[] = [];
  const note = (worker: Worker) => threads.push(worker);
  process.on("worker", note);
  const reader = createLigandReader(2);
  mock.timers.enable({ apis: ["setTimeout"] });
  await Promise.all([reader.read("CC", "screened"), reader.read("CO", "screened")]);
  mock.timers.tick(119_999);
  assert((await reader.read("CC", "screened")).valid);
  mock.timers.tick(119_999);
  // It is told of a turn later.
  await turn();
  assert.deepEqual(
    threads.map(({ threadId }) => threadId > 0),
    [true, true],
  );
  const ended = threads.map((thread) => once(thread, "exit"));
  mock.timers.tick(1);
  await Promise.all(ended);
  assert((await reader.read("CC", "screened")).valid);
  await reader.close();
  process.off("worker", note);
});
