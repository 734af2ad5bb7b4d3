import assert from "node:assert/strict";
import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { pino } from "pino";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import { openBlobs } from "#src/storage/blobs/open.ts";
import { localUser } from "#src/storage/identity.ts";
import { openTestDatabase } from "#test/support/databases.ts";
import { established } from "#test/support/dataset-app.ts";
import { newFolder } from "#test/support/folder.ts";
import { lastFirst } from "#test/support/last-first.ts";
import { findDataset, NoSuchDatasetError } from "./registry.ts";
import { syncAtStart } from "./sync-at-start.ts";

const ending = lastFirst({ after: (hook) => after(hook as () => Promise<void>) });
const database = await openTestDatabase(ending, "pglite");
const dataDir = await newFolder(ending);
const folder = join(dataDir, "blobs", "npz", "user_generated");
const blobs = await openBlobs({ dataDir });
const fileOwner = localUser.claims.sub!;

/** Starts a sync whose log is kept, and whose reads of a dataset are told of. */
function start(read: Blobs["read"] = (key, options) => blobs.read(key, options)) {
  const log: string[] = [];
  const store: Blobs = {
    ...{ kind: blobs.kind, description: blobs.description, identity: blobs.identity, read },
    stat: (key) => blobs.stat(key),
    write: (key, bytes, options) => blobs.write(key, bytes, options),
    list: (prefix, options) => blobs.list(prefix, options),
    delete: (key) => blobs.delete(key),
  };
  const logger = pino({}, { write: (line) => void log.push(line) });
  return { log, sync: syncAtStart({ database, blobs: store, fileOwner, log: logger }) };
}

test("what goes wrong is logged, and no more", async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "a.npz"), established);
  const { log, sync } = start(() => {
    throw new Error("the disk is gone");
  });
  await sync.done;
  assert.match(log.join(), /the disk is gone/);
  await assert.rejects(findDataset(database, localUser, "a.npz"), NoSuchDatasetError);
});

const refuse = () => {
  throw Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
};

test("a file that the system does not let read is named, and others are not kept waiting", async () => {
  const { log, sync } = start(refuse);
  await sync.done;
  assert.match(log.join(), /"a\.npz","problems":\["The file cannot be read \(EACCES\)"\]/);
});

test("closing stops a file from being read on, and is no failure", async () => {
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  const { log, sync } = start(async function* (key, options = {}) {
    if (options.range) return yield* blobs.read(key, options);
    resolve();
    await new Promise((_, reject) => {
      options.signal!.addEventListener("abort", () => reject(options.signal!.reason));
    });
  });
  await reached;
  await sync.close();
  assert.deepEqual(log, []);
});

test("files become datasets behind the server's back, and are not read again at the next start", async () => {
  let reads = 0;
  const counting: Blobs["read"] = (key, options) => {
    if (key.endsWith("/a.npz")) reads++;
    return blobs.read(key, options);
  };
  await start(counting).sync.done;
  assert.equal((await findDataset(database, localUser, "a.npz")).parameterSets, 243);
  assert(reads > 0);
  reads = 0;
  await start(counting).sync.done;
  assert.equal(reads, 0);
});

test("a registered file that the system did not let read is read once it does", async () => {
  const problems = async () => (await findDataset(database, localUser, "a.npz")).problems;
  const soon = new Date(Date.now() + 60_000);
  await utimes(join(folder, "a.npz"), soon, soon);
  await start(refuse).sync.done;
  assert.deepEqual(await problems(), ["The file cannot be read (EACCES)"]);
  // To let it be read changes neither its size nor its time.
  await utimes(join(folder, "a.npz"), 0, 0);
  await start().sync.done;
  assert.deepEqual(await problems(), []);
});
