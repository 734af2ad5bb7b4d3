import assert from "node:assert/strict";
import { test } from "node:test";
import { probe } from "./probe.ts";

test("what was found is kept for as long as it is good for", async () => {
  let looked = 0;
  const keeping = probe(async () => ++looked, 60_000);
  const always = probe(async () => ++looked, 0);
  const found = [await keeping(), await keeping(), await always(), await always()];
  assert.deepEqual(
    found.map((one) => one.isThere && one.value),
    [1, 1, 2, 3],
  );
});

test("what throws is away, until it does not", async () => {
  const results = [Promise.reject(new Error("no")), Promise.resolve(7)];
  const look = probe(() => results.shift()!, 0);
  assert.equal((await look()).isThere, false);
  assert.equal((await look()).isThere, true);
});

test("what hangs is away, and is not asked again while it hangs", async () => {
  let looked = 0;
  let deadline: AbortSignal | undefined;
  const look = probe((signal) => {
    looked++;
    deadline = signal;
    return new Promise(() => {});
  }, 0);
  const found = await Promise.all([look(), look(), look()]);
  assert(found.every(({ isThere }) => !isThere));
  assert.equal((await look()).isThere, false);
  assert.equal(looked, 1);
  assert.equal(deadline!.aborted, true);
});
