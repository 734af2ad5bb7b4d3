import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, readdir, readlink, rename, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { newFolder } from "#test/support/folder.ts";
import { BlobsRefusedError } from "./blobs.ts";
import { openFolder } from "./folder.ts";
import { blobKey } from "./key.ts";

const key = blobKey("datasets/0b6f/data.npz");

test("what a crash left is removed when the folder is opened again, and nothing else", async (context) => {
  const root = await newFolder(context);
  const blobs = await openFolder(root);
  await blobs.write(key, Buffer.from("kept"));
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  const young = ["elsewhere.1.a", `${hostname()}.${process.pid}.b`];
  const old = "elsewhere.1.c";
  for (const name of [...young, old, `${hostname()}.${dead}.d`]) {
    await writeFile(join(root, ".incoming", name), "half a fi");
  }
  const before = new Date(Date.now() - 11 * 60 * 1000);
  await utimes(join(root, ".incoming", old), before, before);
  await utimes(join(root, key), before, before);
  await openFolder(root);
  assert.deepEqual((await readdir(join(root, ".incoming"))).sort(), young.sort());
  assert.equal((await blobs.stat(key))?.size, 4);
});

test("nothing stays in .incoming, however a write ends", async (context) => {
  const root = await newFolder(context);
  const blobs = await openFolder(root);
  await blobs.write(key, Buffer.from("x"));
  await Promise.allSettled([
    blobs.write(key, Buffer.from("again")),
    blobs.write(blobKey("a.txt"), Buffer.from("1")),
    blobs.write(blobKey("a.txt"), Buffer.from("2")),
    blobs.write(blobKey("b.txt"), Buffer.from("3"), { signal: AbortSignal.abort() }),
  ]);
  assert.deepEqual(await readdir(join(root, ".incoming")), []);
});

test("a folder keeps its identity when it is moved, and all who open it first agree on it", async (context) => {
  const root = await newFolder(context);
  const first = await Promise.all(Array.from({ length: 8 }, () => openFolder(join(root, "a"))));
  const [identity, ...others] = new Set(first.map((blobs) => blobs.identity));
  assert.match(identity!, /^folder:[0-9a-f-]{36}$/);
  assert.deepEqual(others, []);
  await rename(join(root, "a"), join(root, "b"));
  assert.equal((await openFolder(join(root, "b"))).identity, identity);
});

test("files of others beside the blobs are not listed", async (context) => {
  const root = await newFolder(context);
  const blobs = await openFolder(root);
  await blobs.write(key, Buffer.from("x"));
  await writeFile(join(root, "Notes.TXT"), "mine");
  await mkdir(join(root, "my folder.d"));
  await writeFile(join(root, "my folder.d", "a.txt"), "mine");
  const listed = await Array.fromAsync(blobs.list(""));
  assert.deepEqual(
    listed.map((blob) => blob.key),
    [key],
  );
});

test("a reader that stops early closes the file", {
  skip: process.platform !== "linux",
}, async (context) => {
  const root = await newFolder(context);
  const blobs = await openFolder(root);
  await blobs.write(key, Buffer.alloc(2 ** 20));
  for await (const _ of blobs.read(key)) {
    assert.equal(await openings(join(root, key)), 1);
    break;
  }
  assert.equal(await openings(join(root, key)), 0);
});

test("a place where no folder can be is refused, and the setting named", async (context) => {
  const root = await newFolder(context);
  await writeFile(join(root, "file"), "");
  await assert.rejects(openFolder(join(root, "file", "blobs")), (error: Error) => {
    assert(error instanceof BlobsRefusedError);
    assert.match(error.message, /ENOTDIR.*DATA_DIR/);
    return true;
  });
  assert((await stat(join(root, "file"))).isFile());
});

async function openings(path: string): Promise<number> {
  const descriptors = await readdir("/proc/self/fd");
  const paths = await Promise.all(
    descriptors.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => "")),
  );
  return paths.filter((open) => open === path).length;
}
