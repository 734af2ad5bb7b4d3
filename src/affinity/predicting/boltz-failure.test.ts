import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOfRecord } from "./boltz-failure.ts";

/** The failure of a record after the memory ran out, before or after a run came to its records. */
function outOfMemory({ atStart }: { readonly atStart: boolean }) {
  const gpu = { name: "A GPU", bytes: 24e9 };
  const context = { atStart, gpu, residues: 2000, timeoutSeconds: 60 };
  return failureOfRecord({ state: "out_of_memory" }, context);
}

test("a complex is too large when its own prediction runs out of memory", () => {
  const { code, retry, message } = outOfMemory({ atStart: false });
  assert.deepEqual([code, retry], ["out_of_memory", false]);
  assert.match(message, /2000 residues .*The A GPU has 24 GB, which hold about 1300 residues/);
});

test("it is not at fault when the memory ran out before any complex was come to", () => {
  const { code, retry, message, detail } = outOfMemory({ atStart: true });
  assert.deepEqual([code, retry, detail], ["boltz_failed", true, { at_start: true }]);
  assert.match(message, /before Boltz came to any complex/);
});
