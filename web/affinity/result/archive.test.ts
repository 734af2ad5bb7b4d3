import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 } from "node:zlib";
import { bytesSource } from "#src/arrays/source.ts";
import { readDirectory } from "#src/arrays/zip-directory.ts";
import { openEntry } from "#src/arrays/zip-entry.ts";
import { archiveOf } from "./archive.ts";

test("every file is in the archive under its name, byte for byte", async () => {
  const large = Uint8Array.from({ length: 300_000 }, (_, i) => i * 7);
  const files = [
    { name: "model_0.cif", content: new Blob(["data_model\n"]) },
    { name: "pae_0.npz", content: new Blob([large]) },
    { name: "empty.log", content: new Blob([]) },
  ];
  const source = bytesSource(new Uint8Array(await (await archiveOf(files)).arrayBuffer()));
  const members = await readDirectory(source, undefined);
  assert.deepEqual(
    members.map(({ name }) => name),
    files.map(({ name }) => name),
  );
  for (const [i, member] of members.entries()) {
    const entry = await openEntry(source, member, crc32, undefined);
    const bytes = await entry.read(0, entry.size);
    assert.deepEqual(
      Buffer.from(bytes),
      Buffer.from(await files[i]!.content.arrayBuffer()),
      member.name,
    );
  }
});
