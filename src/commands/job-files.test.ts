import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { newFolder } from "#test/support/folder.ts";
import { sendJson, standIn } from "#test/support/stand-in.ts";
import { badFolder, fetchFiles } from "./job-files.ts";

const digest = createHash("sha256").update("bytes").digest("hex");

/** A server whose every file has the same bytes. */
function serverWith(t: TestContext, files: readonly { name: string; sha256: string }[]) {
  return standIn(t, (request, response) => {
    if (request.url!.endsWith("/files")) sendJson(response, 200, { files });
    else response.writeHead(200, { "content-type": "text/plain" }).end("bytes");
  });
}

test("files are brought whole into a folder, which is made", async (t) => {
  const files = ["a.cif", "b.npz"].map((name) => ({ name, sha256: digest, size: 5 }));
  const folder = join(await newFolder(t), "new", "one");
  assert.deepEqual(await badFolder("--files", folder), []);
  const found = await fetchFiles("7", folder, { baseUrl: await serverWith(t, files) });
  assert.deepEqual(found, { count: 2, bytes: 10 });
  assert.deepEqual((await readdir(folder)).toSorted(), ["a.cif", "b.npz"]);
  assert.equal(await readFile(join(folder, "b.npz"), "utf8"), "bytes");
  const [{ flag, message } = { flag: "", message: "" }] = await badFolder("--files", folder);
  assert.equal(flag, "--files");
  assert.match(message, /is not empty; --force replaces/);
  assert.deepEqual(await badFolder("--files", folder, true), []);
});

for (const [what, file, says] of [
  [
    "with another digest",
    { name: "a.cif", sha256: "0".repeat(64) },
    /a\.cif came with another SHA/,
  ],
  [
    "that would be elsewhere",
    { name: "../a.cif", sha256: digest },
    /"\.\.\/a\.cif", which is no name/,
  ],
] as const) {
  test(`a file ${what} is not kept`, async (t) => {
    const folder = await newFolder(t);
    const baseUrl = await serverWith(t, [file]);
    await assert.rejects(fetchFiles("7", join(folder, "in"), { baseUrl }), says);
    assert.deepEqual(await readdir(folder), ["in"]);
    assert.deepEqual(await readdir(join(folder, "in")), []);
  });
}
