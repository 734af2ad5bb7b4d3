/** What is kept of alignments, and for how long. */
import assert from "node:assert/strict";
import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { openFolder } from "#src/storage/blobs/folder.ts";
import { newFolder } from "#test/support/folder.ts";
import { alignmentKey, keep, readKept } from "./cache.ts";
import { removeLeastUsed } from "./tidying.ts";

/** Keeps alignments of ten bytes each, as many days old as is said. */
async function keptFor(t: TestContext, days: Readonly<Record<string, number>>) {
  const folder = await newFolder(t);
  const blobs = await openFolder(folder);
  const now = Date.now();
  for (const [of, age] of Object.entries(days)) {
    await keep(blobs, alignmentKey(of), [">q\n", "MKVLAA\n"], t.signal);
    const time = new Date(now - age * 86_400_000);
    await utimes(join(folder, alignmentKey(of)), time, time);
  }
  const left = async () => {
    const all = await Array.fromAsync(blobs.list("alignments/"));
    const keys = new Set<string>(all.map(({ key }) => key));
    return Object.keys(days).filter((of) => keys.has(alignmentKey(of)));
  };
  return { blobs, left };
}

test("those that nobody used for longest are removed, as many as there is no room for", async (t) => {
  const { blobs, left } = await keptFor(t, { a: 3, b: 1, c: 2, d: 0 });
  assert.equal(await removeLeastUsed(blobs, 40), 0);
  assert.deepEqual(await left(), ["a", "b", "c", "d"]);
  assert.equal(await removeLeastUsed(blobs, 39), 1);
  assert.deepEqual(await left(), ["b", "c", "d"]);
  assert.equal(await removeLeastUsed(blobs, 19), 2);
  assert.deepEqual(await left(), ["d"]);
});

test("one that is used is kept before those that are not, and is the same", async (t) => {
  const { blobs, left } = await keptFor(t, { old: 30, younger: 20 });
  const { a3m } = (await readKept(blobs, alignmentKey("old"), t.signal))!;
  assert.equal(a3m, ">q\nMKVLAA\n");
  assert.equal(await removeLeastUsed(blobs, 10), 1);
  assert.deepEqual(await left(), ["old"]);
  assert.deepEqual((await readKept(blobs, alignmentKey("old"), t.signal))?.a3m, a3m);
});
