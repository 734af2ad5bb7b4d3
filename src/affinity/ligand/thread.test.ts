import assert from "node:assert/strict";
import { before, test } from "node:test";
import { readerForTests } from "#test/support/ligands.ts";
import { compileRdkit } from "./rdkit.ts";
import { startLigandThread } from "./thread.ts";

let code: WebAssembly.Module;
before(async () => {
  code = await compileRdkit();
});

// 650 carbons overflow RDKit's stack, and leave it unusable for whatever comes next.
test("a molecule that traps RDKit is refused, and ends its thread", async () => {
  const thread = await startLigandThread(code);
  const found = await thread.read({ structure: "C".repeat(650), drawn: false }, 60_000);
  assert.match(found.message, /RDKit fails on this molecule/);
  assert(!found.valid);
  assert(!thread.alive);
});

// 700 carbons keep it busy for ever, inside WebAssembly.
test("a molecule that outlasts its deadline is refused, and ends its thread", async () => {
  const thread = await startLigandThread(code);
  const found = await thread.read({ structure: "C".repeat(700), drawn: false }, 300);
  assert.match(found.message, /still reading this molecule after 0\.3 s/);
  assert(!thread.alive);
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
    const found = await reader.read(monster, true);
    assert(found.smiles.length <= 500);
    assert((await reader.read("CCO", true)).valid, monster.slice(0, 20));
  }
});
