import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { archiveOf, usualArchive } from "../../../test/support/msa-server.ts";
import { ArchiveCutError, readArchive } from "./archive.ts";

const sequence = "MKVLAAGIW";

async function* inPieces(bytes: Uint8Array, size = 100) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const read = (bytes: Uint8Array) => readArchive(inPieces(bytes), sequence);

test("UniRef's rows come first, wherever they are in the archive, and the protein once", async () => {
  assert.deepEqual(await read(await usualArchive(sequence)), [
    `>101\n${sequence}\n`,
    ">UniRef100_A1\t99\t0.9\n-akKVLAAGIW\n",
    ">MGY1\n---------\n",
  ]);
});

test("of too many rows the first are kept", async () => {
  const many = (name: string) =>
    `>101\n${sequence}\n${Array.from({ length: 6000 }, (_, i) => `>${name}${i}\n${sequence}\n`).join("")}`;
  const archive = await archiveOf({ "uniref.a3m": many("U"), "bfd.a3m": many("B") });
  const rows = await read(archive);
  assert.equal(rows.length, 8192);
  assert.equal(rows[6000], `>U5999\n${sequence}\n`);
  assert.equal(rows[6001], `>B0\n${sequence}\n`);
});

const faults: [name: string, archive: () => Promise<Uint8Array> | Uint8Array, says: RegExp][] = [
  ["no gzip", () => Buffer.from("<html>hello</html>"), /no tar in gzip/],
  ["no tar", () => gzipSync(Buffer.alloc(4096, "x")), /no tar in gzip/],
  ["nothing of ours", () => archiveOf({ "msa.sh": "echo" }), /no file that ends in `.a3m`/],
  ["another protein", () => usualArchive("MKVLAAGIC"), /residue 9 is `C`/],
  ["no letters", () => archiveOf({ "uniref.a3m": `>101\n${sequence}\n>x\n!` }), /Row 2/],
  [
    "no tar after some",
    async () => Buffer.concat([await usualArchive(sequence), gzipSync("x".repeat(9999))]),
    /no tar/,
  ],
  ["an empty file", () => archiveOf({ "uniref.a3m": "" }), /empty/],
];

for (const [name, archive, says] of faults) {
  test(`${name} is no alignment`, async () => {
    await assert.rejects(async () => read(await archive()), { name: "MsaError", message: says });
  });
}

test("an archive that unpacks to more than is read is refused before it is read to its end", async () => {
  const megabyte = gzipSync(Buffer.alloc(2 ** 20));
  let read = 0;
  const bomb = async function* () {
    // Members of gzip may follow each other.
    yield await archiveOf({ "readme.txt": "Not the end: zeros of tar are passed over." });
    for (; read < 1000; read++) yield megabyte;
  };
  const says = { name: "MsaError", message: /unpacks to more than 3000000 bytes/ };
  await assert.rejects(readArchive(bomb(), sequence, 3_000_000), says);
  assert(read < 500);
});

test("an archive that breaks off is not its server's fault", async () => {
  const whole = await usualArchive(sequence);
  await assert.rejects(read(whole.subarray(0, whole.length - 20)), ArchiveCutError);
});

test("what its bytes throw is thrown", async () => {
  const lost = new Error("The connection was lost.");
  const broken = async function* () {
    yield (await usualArchive(sequence)).subarray(0, 50);
    throw lost;
  };
  await assert.rejects(readArchive(broken(), sequence), lost);
});
