import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { readerForTests } from "#test/support/ligands.ts";
import { compileRdkit } from "./rdkit.ts";
import { type LigandLimits, type LigandThread, startLigandThread } from "./thread.ts";

const patient = { cpu: 60_000, wall: 60_000 };

let code: WebAssembly.Module;
before(async () => {
  code = await compileRdkit();
});

async function readAlone(thread: LigandThread, structure: string, limits: LigandLimits) {
  const [found] = (await thread.read({ structures: [structure], detail: "drawn" }, limits))!;
  return found!;
}

// 650 carbons overflow RDKit's stack, and leave it unusable for whatever comes next.
test("a molecule that traps RDKit is refused, and ends its thread", async () => {
  const thread = await startLigandThread(code);
  const found = await readAlone(thread, "C".repeat(650), patient);
  assert.match(found.message, /RDKit fails on this molecule/);
  assert(!found.valid);
  assert(!thread.alive);
});

test("which of several trapped RDKit is not said, and ends its thread", async () => {
  const thread = await startLigandThread(code);
  const structures = ["CCO", "C".repeat(650), "CC"];
  assert.equal(await thread.read({ structures, detail: "screened" }, patient), undefined);
  assert(!thread.alive);
});

// 700 carbons keep it busy for ever, inside WebAssembly.
test("a molecule that is computed for too long is refused, and ends its thread", async () => {
  const thread = await startLigandThread(code);
  const limits = { ...patient, cpu: 300 };
  const found = await readAlone(thread, "C".repeat(700), limits);
  assert.match(found.message, /after 0\.3 s of computing: it is too intricate/);
  assert(!thread.alive);
});

test("a molecule that is not computed in time is refused, and ends its thread", async () => {
  const thread = await startLigandThread(code);
  const limits = { ...patient, wall: 100 };
  const found = await readAlone(thread, "C".repeat(700), limits);
  assert.match(found.message, /after 0\.1 s: this machine is too busy/);
  assert(!thread.alive);
});

test("an answer that came while everybody was busy counts", async () => {
  const thread = await startLigandThread(code);
  // It takes some 50 ms: long enough to be watched.
  const asked = readAlone(thread, "OCC(O)".repeat(20), { ...patient, wall: 50 });
  await sleep(25);
  // After an immediate, timers are looked at before messages.
  await turn();
  const waited = performance.now() + 1000;
  while (performance.now() < waited);
  const found = await asked;
  assert(found.valid, found.message);
  await thread.end();
});

test("what is monstrous is answered, and the next is served", async () => {
  const reader = readerForTests(1);
  const monsters = [
    "C".repeat(700),
    "[".repeat(1_000_000),
    "(".repeat(500),
    "C(".repeat(250),
    "C\0",
    "C1CC1".repeat(100),
    "C1CC2CC12".repeat(55),
    "C%10".repeat(125),
    "N=".repeat(249),
    "[H]".repeat(166),
    `${"C.".repeat(249)}C`,
  ];
  for (const monster of monsters) {
    const found = await reader.read(monster, "drawn");
    assert(found.smiles.length <= 500);
    assert((await reader.read("CCO", "drawn")).valid, monster.slice(0, 20));
  }
});
