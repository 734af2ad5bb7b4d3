/** Blobs whose writing or reading ends early, whoever ends it, and the memory that a large one takes. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { BlobsAwayError } from "#src/storage/blobs/blobs.ts";
import { checkBlobs } from "#src/storage/blobs/check.ts";
import { blobKey } from "#src/storage/blobs/key.ts";
import { type BlobSettings, openBlobs } from "#src/storage/blobs/open.ts";
import { keys, onEveryStore, openEmpty, PART, stuckAfter } from "./support/blob-stores.ts";
import { type ObjectStore, startRclone, withoutRclone } from "./support/object-store.ts";

const MiB = 2 ** 20;
const key = blobKey("datasets/0b6f/data.npz");

onEveryStore((store) => {
  test("a writer that is killed leaves nothing to be seen, and another writes", async () => {
    const settings = store.empty();
    const blobs = await openBlobs(settings);
    const writer = startWriter(settings, Number.POSITIVE_INFINITY);
    await once(writer.stdout, "data");
    assert.equal(await blobs.stat(key), undefined);
    writer.kill("SIGKILL");
    const [, signal] = await once(writer, "exit");
    assert.equal(signal, "SIGKILL");
    assert.equal(await blobs.stat(key), undefined);
    assert.deepEqual(await Array.fromAsync(blobs.list("")), []);
    await blobs.write(key, Buffer.from("whole"));
    assert.equal((await blobs.stat(key))?.size, 5);
  });

  test("250 MB are written in the memory of a few parts", async () => {
    const settings = store.empty();
    const bytes = 250 * MiB;
    const writer = startWriter(settings, bytes);
    const said = Buffer.concat(await Array.fromAsync(writer.stdout)).toString();
    const most = Number(said.trim().split("\n").at(-1));
    // Three parts of 8 MiB and the program itself are 60; with what awaits collection, 140 are seen.
    assert(most > 0 && most < 200 * MiB, `${most / MiB} MiB`);
    const blobs = await openBlobs(settings);
    assert.equal((await blobs.stat(key))?.size, bytes);
    await blobs.delete(key);
  });

  test("are not there after an aborted write, even of bytes that never come", async () => {
    const blobs = await openEmpty(store);
    for (const before of [0, 1000, 3 * PART]) {
      const abort = new AbortController();
      const reason = new Error("Nobody wants it any more.");
      const writing = blobs.write(
        key,
        stuckAfter(before, () => abort.abort(reason)),
        abort,
      );
      await assert.rejects(writing, reason);
      assert.equal(await blobs.stat(key), undefined);
    }
    const aborted = AbortSignal.abort(new Error("Already."));
    await assert.rejects(blobs.write(key, Buffer.from("x"), { signal: aborted }), /Already/);
    await assert.rejects(blobs.stat(key, { signal: aborted }), /Already/);
    assert.deepEqual(await keys(blobs), []);
  });

  test("are not there when their bytes fail, and the failure is told as it is", async () => {
    const blobs = await openEmpty(store);
    for (const before of [10, 2 * PART]) {
      const fault = new TypeError("The instrument broke.");
      const broken = stuckAfter(before, () => {
        throw fault;
      });
      await assert.rejects(blobs.write(key, broken), fault);
      assert.equal(await blobs.stat(key), undefined);
    }
  });

  test("stop being read when the reading is aborted", async () => {
    const blobs = await openEmpty(store);
    await blobs.write(key, randomBytes(2 * PART));
    const abort = new AbortController();
    const reason = new Error("Seen enough.");
    await assert.rejects(async () => {
      for await (const _ of blobs.read(key, abort)) abort.abort(reason);
    }, reason);
  });

  test("hold nothing open for readers that stop early", async () => {
    const blobs = await openEmpty(store);
    await blobs.write(key, randomBytes(PART));
    // The SDK has 50 connections; one that stays taken for each reader would be missing now.
    for (let reader = 0; reader < 60; reader++) {
      for await (const _ of blobs.read(key)) break;
    }
    assert.equal((await blobs.stat(key, { signal: AbortSignal.timeout(20_000) }))?.size, PART);
  });
});

describe("a service that goes away", { skip: withoutRclone }, () => {
  let service: ObjectStore;
  before(async () => {
    service = await startRclone();
  });
  after(() => service.close());

  test("in the middle of a reading is told", async () => {
    const blobs = await openBlobs({ dataDir: "unused", bucket: service.settings("reading") });
    await blobs.write(key, Buffer.alloc(64 * MiB));
    let read = 0;
    await assert.rejects(async () => {
      for await (const piece of blobs.read(key)) {
        if (read === 0) await service.kill();
        read += piece.length;
      }
    }, BlobsAwayError);
    assert(read > 0 && read < 64 * MiB, `${read} bytes came`);
    await assert.rejects(blobs.stat(key), BlobsAwayError);
    await assert.rejects(checkBlobs(blobs), { statusCode: 503, retryAfter: 5 });
    await service.restart();
    assert.equal((await blobs.stat(key))?.size, 64 * MiB);
  });

  test("in the middle of a writing is told, and nothing is to be seen of it", async () => {
    const blobs = await openBlobs({ dataDir: "unused", bucket: service.settings("writing") });
    async function* dying() {
      for (let given = 0; given < 40; given++) {
        if (given === 20) await service.kill();
        yield new Uint8Array(MiB);
      }
    }
    await assert.rejects(blobs.write(key, dying()), BlobsAwayError);
    await service.restart();
    assert.equal(await blobs.stat(key), undefined);
    assert.deepEqual(await Array.fromAsync(blobs.list("")), []);
    await blobs.write(key, Buffer.from("whole"));
    assert.equal((await blobs.stat(key))?.size, 5);
  });
});

function startWriter(settings: BlobSettings, bytes: number) {
  const program = join(import.meta.dirname, "support", "blob-writer.ts");
  const args = [program, JSON.stringify(settings), key, String(bytes)];
  return spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
}
