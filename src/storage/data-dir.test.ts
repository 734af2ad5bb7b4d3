import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { newFolder } from "#test/support/folder.ts";
import { DataDirError, prepareDataDir } from "./data-dir.ts";

test("a directory is made, and left as it was", async (context) => {
  const folder = await newFolder(context);
  await prepareDataDir(join(folder, "a", "b"));
  assert.deepEqual(await readdir(folder, { recursive: true }), ["a", join("a", "b")]);
});

test("what is no directory is refused by the setting's name", async (context) => {
  const folder = await newFolder(context);
  const file = join(folder, "file");
  await writeFile(file, "");
  for (const path of [file, join(file, "below")]) {
    await assert.rejects(prepareDataDir(path), (error: Error) => {
      assert(error instanceof DataDirError);
      assert(error.message.startsWith(`DATA_DIR ${path} cannot be written to.`));
      return true;
    });
  }
});
