/** Blobs when the writer is killed or the service dies, and the memory that a large one takes. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { BlobsAwayError } from "#src/storage/blobs/blobs.ts";
import { blobKey } from "#src/storage/blobs/key.ts";
import { type BlobSettings, openBlobs } from "#src/storage/blobs/open.ts";
import { type RunningStore, storeKinds } from "./support/blob-stores.ts";
import { type ObjectStore, startRclone, withoutRclone } from "./support/object-store.ts";

const MiB = 2 ** 20;
const key = blobKey("datasets/0b6f/data.npz");

for (const kind of storeKinds) {
  describe(`blobs in ${kind.name}`, { skip: kind.skip }, () => {
    let store: RunningStore;
    before(async () => {
      store = await kind.start();
    });
    after(() => store.close());

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
  });
}

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
    await assert.rejects(blobs.check(), { statusCode: 503, retryAfter: 5 });
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
