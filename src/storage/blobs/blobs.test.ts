import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { inChunks, keys, onEveryStore, openEmpty, PART, read } from "#test/support/blob-stores.ts";
import { BlobExistsError, BlobMissingError, BlobRangeError } from "./blobs.ts";
import { checkBlobs } from "./check.ts";
import { blobKey } from "./key.ts";
import { openBlobs } from "./open.ts";

const key = blobKey("datasets/0b6f/data.npz");

onEveryStore((store, kind) => {
  test("are read as they were written, whatever their size and pieces, all or a range", async () => {
    const blobs = await openEmpty(store);
    const size = fc.oneof(
      fc.nat(3000),
      fc.nat(3 * 2 ** 20),
      fc.integer({ min: PART - 2, max: PART + 2 }),
      fc.integer({ min: 2 * PART - 1, max: 2 * PART + 1 }),
    );
    const ends = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(100_000));
    let written = 0;
    await fc.assert(
      fc.asyncProperty(
        size,
        fc.integer({ min: 1, max: 400 }),
        ends,
        async (n, chunks, [at, long]) => {
          const bytes = randomBytes(n);
          const name = blobKey(`random/${written++}.bin`);
          const sha256 = createHash("sha256").update(bytes).digest("hex");
          assert.deepEqual(await blobs.write(name, inChunks(bytes, Math.ceil(n / chunks))), {
            size: n,
            sha256,
          });
          assert.equal((await blobs.stat(name))?.size, n);
          assert(bytes.equals(await read(blobs, name)));
          if (n === 0) return;
          const start = Math.min(n - 1, Math.floor(at * n));
          const end = Math.min(n, start + 1 + long);
          const part = await read(blobs, name, { range: { start, end } });
          assert(bytes.subarray(start, end).equals(part));
        },
      ),
      {
        numRuns: 20,
        examples: [
          [0, 1, [0, 0]],
          [PART, 8, [0.5, 9]],
          [2 * PART, 2, [1, 0]],
        ],
      },
    );
  });

  test("are written from one array as from many", async () => {
    const blobs = await openEmpty(store);
    const bytes = randomBytes(PART + 5);
    const { size } = await blobs.write(key, bytes);
    assert.equal(size, bytes.length);
    assert(bytes.equals(await read(blobs, key)));
  });

  test("know when they were written", async () => {
    const blobs = await openEmpty(store);
    const begun = Date.now();
    await blobs.write(key, Buffer.from("x"));
    const { modified } = (await blobs.stat(key))!;
    // Services tell whole seconds.
    assert(Math.abs(modified.getTime() - begun) < 60_000, modified.toISOString());
  });

  test("that are missing are said to be", async () => {
    const blobs = await openEmpty(store);
    assert.equal(await blobs.stat(key), undefined);
    assert.equal(await blobs.delete(key), false);
    await assert.rejects(read(blobs, key), BlobMissingError);
    await assert.rejects(read(blobs, key, { range: { start: 0, end: 1 } }), BlobMissingError);
  });

  test("have no bytes but their own", async () => {
    const blobs = await openEmpty(store);
    await blobs.write(key, randomBytes(1000));
    for (const [start, end] of [
      [0, 1001],
      [999, 2000],
      [1000, 1001],
      [5000, 6000],
      [5, 5],
      [7, 3],
      [-1, 4],
      [0.5, 2],
    ]) {
      const range = { start: start!, end: end! };
      await assert.rejects(read(blobs, key, { range }), BlobRangeError, `${start} to ${end}`);
    }
  });

  test("never change", async () => {
    const blobs = await openEmpty(store);
    await blobs.write(key, Buffer.from("first"));
    await assert.rejects(blobs.write(key, Buffer.from("second")), BlobExistsError);
    await assert.rejects(blobs.write(key, randomBytes(PART + 1)), BlobExistsError);
    assert.equal((await read(blobs, key)).toString(), "first");
  });

  test("can be deleted, and then written anew", async () => {
    const blobs = await openEmpty(store);
    await blobs.write(key, Buffer.from("first"));
    assert.equal(await blobs.delete(key), true);
    assert.equal(await blobs.stat(key), undefined);
    await blobs.write(key, Buffer.from("second"));
    assert.equal((await read(blobs, key)).toString(), "second");
  });

  // A service that ignores the condition `If-None-Match` lets the last one win.
  const atOnce = kind.refusesAtOnce ? test : () => {};
  atOnce("belong to one of many writers at once", async () => {
    const blobs = await openEmpty(store);
    for (const size of [1000, PART + 1000]) {
      const name = blobKey(`races/${size}.bin`);
      const rivals = Array.from({ length: 6 }, (_, i) => Buffer.alloc(size + i, i));
      const ends = await Promise.allSettled(rivals.map((bytes) => blobs.write(name, bytes)));
      const winners = rivals.filter((_, i) => ends[i]!.status === "fulfilled");
      assert.equal(winners.length, 1);
      for (const end of ends) {
        if (end.status === "rejected") assert(end.reason instanceof BlobExistsError, end.reason);
      }
      assert(winners[0]!.equals(await read(blobs, name)));
    }
  });

  test("are listed by the thousand in the order of their keys", async () => {
    const blobs = await openEmpty(store);
    const names = [
      "a.txt",
      "a-b.txt",
      "a/b.txt",
      "a/b/c.txt",
      "ab.txt",
      "a0.txt",
      "a_.txt",
      "z/z.txt",
    ];
    // A bucket lists a thousand at once.
    for (let i = 0; i < kind.many; i++) names.push(`many/${i % 7}/${i}.bin`);
    await inTurns(names, 8, (name) => blobs.write(blobKey(name), Buffer.from(name)));
    const sorted = [...names].sort();
    assert.deepEqual(await keys(blobs), sorted);
    const of = (prefix: string) => sorted.filter((name) => name.startsWith(prefix));
    for (const prefix of [
      "a",
      "a/",
      "a/b",
      "many/3/",
      "many/3/1",
      "none/",
      "z/z.txt",
      "z/z.txt.gz",
    ]) {
      assert.deepEqual(await keys(blobs, prefix), of(prefix), prefix);
    }
    const page = await keys(blobs, "many/", { after: blobKey("many/2/702.bin"), limit: 1100 });
    const expected = of("many/").filter((name) => name > "many/2/702.bin");
    assert.deepEqual(page, expected.slice(0, 1100));
    assert.deepEqual(await keys(blobs, "a", { after: blobKey("a/b.txt") }), [
      "a/b/c.txt",
      "a0.txt",
      "a_.txt",
      "ab.txt",
    ]);
    assert.deepEqual(await keys(blobs, "", { limit: 0 }), []);
    for await (const { size, modified } of blobs.list("a.txt")) {
      assert.equal(size, 5);
      assert(modified.getTime() > 0);
    }
  });

  test("can be checked, which leaves nothing", async () => {
    const blobs = await openEmpty(store);
    await checkBlobs(blobs);
    assert.deepEqual(await keys(blobs), []);
  });

  test("are in the same store when it is opened again, and in another when it is another", async () => {
    const settings = store.empty();
    const blobs = await openBlobs(settings);
    await blobs.write(key, Buffer.from("x"));
    const again = await openBlobs(settings);
    assert.equal(again.identity, blobs.identity);
    assert.deepEqual(await keys(again), [key]);
    assert.notEqual((await openEmpty(store)).identity, blobs.identity);
  });
});

async function inTurns<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<unknown>,
) {
  const left = items.values();
  const worker = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
