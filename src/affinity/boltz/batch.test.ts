import assert from "node:assert/strict";
import { test } from "node:test";
import { leastWork, record, recordWithoutAffinity } from "#test/support/boltz.ts";
import { batchesOf, type Waiting } from "./batch.ts";

test("only what is run alike, and all with affinity or all without, shares a process", () => {
  const { seed, ...rest } = leastWork;
  const waiting: readonly Waiting[] = [
    { input: record("a"), options: leastWork },
    { input: record("b"), options: { ...leastWork, samplingSteps: 4 } },
    { input: recordWithoutAffinity("c"), options: leastWork },
    { input: record("d"), options: { ...rest, seed } },
    { input: record("e"), options: leastWork },
    { input: record("f"), options: leastWork },
  ];
  const ids = batchesOf(waiting, 3).map(({ inputs }) => inputs.map(({ id }) => id).join(""));
  assert.deepEqual(ids, ["ade", "f", "b", "c"]);
});
