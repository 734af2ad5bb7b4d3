import assert from "node:assert/strict";
import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { newFolder } from "#test/support/folder.ts";
import { readLogTail } from "./log-tail.ts";

test("of a log that is long only whole lines of its end are told, without folders", async (context) => {
  const path = join(await newFolder(context), "boltz.log");
  await writeFile(path, "");
  assert.equal(await readLogTail(path), "");
  const first = "Reading /opt/boltz/inputs/one.yaml\n";
  await appendFile(path, first);
  assert.equal(await readLogTail(path), "Reading …/one.yaml\n");
  await appendFile(path, "\r 50%|###  |\rgröße\n");
  // Whatever is cut off, nothing of the path is left.
  for (let most = 12; most < 50; most++) {
    const tail = await readLogTail(path, most);
    assert("Reading …/one.yaml\n\r 50%|###  |\rgröße\n".endsWith(tail), tail);
    assert(most < 23 || tail.endsWith("\r 50%|###  |\rgröße\n") || tail === "größe\n", tail);
  }
  await assert.rejects(readLogTail(`${path}.gone`), { code: "ENOENT" });
});
