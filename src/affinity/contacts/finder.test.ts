import assert from "node:assert/strict";
import { once } from "node:events";
import { after, test } from "node:test";
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Worker } from "node:worker_threads";
import { mmcifOf, type Placed } from "#test/support/placed-atoms.ts";
import { createContactFinder } from "./finder.ts";

const ethane: Placed[] = [
  ["C1", 0, 0, 0],
  ["C2", 1.54, 0, 0],
];
const alanine = { name: "ALA", atoms: [["CB", -3.7, 0, 0] satisfies Placed] };
const question = { mmcif: mmcifOf([alanine], ethane), ligandChain: "B", smiles: "CC" };

const finder = createContactFinder();
after(() => finder.close());

test("contacts are found in the thread, also after garbage and one that was called off", async () => {
  const gone = new AbortController();
  const found = finder.find(question);
  const off = finder.find(question, gone.signal);
  gone.abort(new Error("Nobody asks any more."));
  await assert.rejects(off, /Nobody asks any more/);
  assert.equal((await found)[0]!.distance, 3.7);
  const garbage = [
    { ...question, mmcif: "\0".repeat(1000) },
    { ...question, mmcif: "<html>" },
    { ...question, mmcif: question.mmcif.slice(0, -40) },
    { ...question, mmcif: question.mmcif.replaceAll("_atom_site.", "_atom_sites.") },
    { ...question, ligandChain: "" },
    { ...question, smiles: "(no SMILES)" },
  ];
  for (const one of garbage) {
    await assert.rejects(finder.find(one), ({ name, message }: Error) => {
      assert.equal(name, "ContactError");
      return /^[A-Z][^\n]{10,150}\.$/.test(message);
    });
  }
  assert.equal((await finder.find(question)).length, 1);
});

test("calling off what is being looked at ends the thread, and the next is found all the same", async () => {
  const gone = new AbortController();
  const off = finder.find(question, gone.signal);
  const next = finder.find(question);
  setTimeout(() => gone.abort(new Error("Enough.")), 1);
  await assert.rejects(off, /Enough/);
  assert.equal((await next).length, 1);
});

test("what was answered is kept by nobody, as long as its signal may live", async () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const { signal } = new AbortController();
  const answers: WeakRef<object>[] = [];
  for (let i = 0; i < 4; i++) answers.push(new WeakRef(await finder.find(question, signal)));
  await sleep(1);
  collect();
  // The last turn is remembered, for the next to wait for.
  assert.deepEqual(
    answers.slice(0, 3).map((answer) => answer.deref()),
    [undefined, undefined, undefined],
  );
});

test("a closed finder says so, also to whoever waits", async () => {
  const other = createContactFinder();
  const waiting = Promise.allSettled([other.find(question), other.find(question)]);
  await other.close();
  for (const { status } of await waiting) assert.equal(status, "rejected");
  await assert.rejects(other.find(question), /closed/);
  const started = await threadsOf(() => other.hold()[Symbol.dispose]());
  assert.deepEqual(started, []);
});

test("who holds has a thread at once, and nobody's ends after a minute", async ({ mock }) => {
  const other = createContactFinder();
  mock.timers.enable({ apis: ["setTimeout"] });
  const holds: Disposable[] = [];
  const [thread, ...more] = await threadsOf(() => holds.push(other.hold(), other.hold()));
  assert(thread !== undefined);
  assert.deepEqual(more, []);
  await other.find(question);
  holds[0]![Symbol.dispose]();
  holds[0]![Symbol.dispose]();
  mock.timers.tick(3_600_000);
  await other.find(question);
  holds[1]![Symbol.dispose]();
  mock.timers.tick(59_999);
  assert.notEqual(thread.threadId, -1);
  mock.timers.tick(1);
  await once(thread, "exit");
  await other.close();
});

/** The threads that are started by something. */
async function threadsOf(start: () => unknown): Promise<Worker[]> {
  const started: Worker[] = [];
  const note = (worker: Worker) => started.push(worker);
  process.on("worker", note);
  start();
  // It is told of a turn later.
  await turn();
  process.off("worker", note);
  return started;
}

test("a molecule is laid out with bonds of about 1, and what is none is refused", async () => {
  const { atoms, bonds } = await finder.layOut("CC(=O)Oc1ccccc1C(=O)O");
  assert.deepEqual([atoms.length, bonds.length], [13, 13]);
  for (const { a, b } of bonds) {
    const [from, to] = [atoms[a]!, atoms[b]!];
    assert(Math.abs(Math.hypot(from.x - to.x, from.y - to.y) - 1) < 0.1);
  }
  await assert.rejects(finder.layOut("C1CC"), /^ContactError: OpenChemLib cannot read/);
});
