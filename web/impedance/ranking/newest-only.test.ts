/** Work that is asked for faster than it can be done. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { newestOnly } from "./newest-only.ts";

test("one at a time, the newest next, and whoever works is told of it", async () => {
  const seen: string[] = [];
  const hand = newestOnly<number>(async (item, isNewest) => {
    await setImmediate();
    seen.push(`${item} ${isNewest() ? "newest" : "old"}`);
  });
  hand(1);
  hand(2);
  hand(3);
  while (seen.length < 2) await setImmediate();
  hand(4);
  while (seen.length < 3) await setImmediate();
  assert.deepEqual(seen, ["1 old", "3 newest", "4 newest"]);
});
