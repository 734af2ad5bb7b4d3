import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import { blobKey } from "#src/storage/blobs/key.ts";
import { openBlobs } from "#src/storage/blobs/open.ts";
import { newFolder } from "#test/support/folder.ts";
import { blobSource } from "./blob-source.ts";

const block = 64 * 1024;
const bytes = Uint8Array.from({ length: 40 * block + 123 }, (_, i) => (i * 31) >> 8);
const key = blobKey("npz/precomputed/a.npz");
const dataDir = await newFolder({ after: (hook) => after(hook as () => Promise<void>) });
const blobs = await openBlobs({ dataDir });
await blobs.write(key, bytes);

/** The blob as a source, and how often the store was asked. */
function counted() {
  const count = { reads: 0 };
  const read: Blobs["read"] = (name, options) => {
    count.reads++;
    return blobs.read(name, options);
  };
  const store: Blobs = Object.assign(Object.create(blobs), { read });
  return { count, source: blobSource(store, key, bytes.length) };
}

test("whatever is read, wherever blocks begin and end, is what lies there", async () => {
  const { source } = counted();
  const near = fc.tuple(fc.nat(40), fc.integer({ min: -9, max: 9 })).map(([n, d]) => n * block + d);
  const place = fc.oneof(near, fc.nat(bytes.length));
  await fc.assert(
    fc.asyncProperty(place, fc.oneof(fc.nat(200), fc.nat(3 * block)), async (at, length) => {
      const start = Math.min(Math.max(0, at), bytes.length);
      const end = Math.min(start + length, bytes.length);
      assert(Buffer.from(await source.read(start, end)).equals(bytes.subarray(start, end)));
    }),
  );
});

test("what lies near each other takes one read, also when it is asked for at once", async () => {
  const { source, count } = counted();
  await Promise.all(Array.from({ length: 50 }, (_, i) => source.read(i * 100, i * 100 + 64)));
  assert.equal(count.reads, 1);
  await source.read(0, 10 * block);
  assert.equal(count.reads, 2, "what is long is read as it is");
});

test("a read that failed is tried again", async () => {
  let isAway = true;
  const read: Blobs["read"] = (name, options) => {
    if (isAway) throw new Error("away");
    return blobs.read(name, options);
  };
  const source = blobSource(Object.assign(Object.create(blobs), { read }), key, bytes.length);
  await assert.rejects(source.read(0, 10), /away/);
  isAway = false;
  assert.equal((await source.read(0, 10)).length, 10);
});
