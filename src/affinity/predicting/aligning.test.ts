import assert from "node:assert/strict";
import { test } from "node:test";
import { aligningBy } from "./aligning.ts";

const context = { signal: new AbortController().signal, report() {} };
const protein = { sequence: "MKT", id: "A" };

/** Where an alignment is from, and which sequences left this machine for it. */
async function aligned(rest: {
  msa?: string;
  use_msa: boolean;
  engine: "boltz" | "demonstration";
}) {
  const sent: string[] = [];
  const aligning = aligningBy(async (sequence) => {
    sent.push(sequence);
    return { source: "server", a3m: ">q\nMKT\n" };
  });
  const { source } = await aligning({ protein, ...rest }, context);
  return [source, ...sent];
}

test("a sequence leaves this machine with its owner's consent, and for a prediction", async () => {
  const engine = "boltz";
  assert.deepEqual(await aligned({ use_msa: true, engine }), ["server", "MKT"]);
  assert.deepEqual(await aligned({ use_msa: false, engine }), ["empty"]);
  assert.deepEqual(await aligned({ use_msa: false, msa: "empty", engine }), ["empty"]);
  assert.deepEqual(await aligned({ use_msa: false, msa: ">q\nMKT\n", engine }), ["given"]);
  assert.deepEqual(await aligned({ use_msa: true, engine: "demonstration" }), ["empty"]);
});
