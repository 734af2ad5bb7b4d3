/**
 * A program: damages files ten thousand times and reads what comes of it. It is given archives
 * (JSON, base64) and prints how many were read, how many refused, the most bytes that buffers held,
 * and the slowest in milliseconds. It fails when anything but an NpzError is thrown.
 */
import { globSync, readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { NpzError } from "#src/arrays/failure.ts";
import { readNpy } from "#src/arrays/npy-reader.ts";
import { openNpz } from "#src/arrays/npz-reader.ts";
import { bytesSource } from "#src/arrays/source.ts";

const limit = 16 * 1024 * 1024;
const mutants = 10_000;

const fixtures = new URL("../fixtures/npz/", import.meta.url).pathname;
const archives = (JSON.parse(await text(process.stdin)) as string[]).map((file) =>
  Buffer.from(file, "base64"),
);
archives.push(readFileSync(`${fixtures}stored.numpy-2.4.6.npz`));
archives.push(readFileSync(`${fixtures}grid_3_freq_0.1_100000.numpy-1.24.2.npz`));
const files = globSync(`${fixtures}{npy/*,*}.npy`)
  .sort()
  .map((path) => readFileSync(path))
  .filter(({ length }) => length < 10_000);

/** Numbers from 0 up to, and without, `end`, always the same ones (Marsaglia's xorshift32). */
let state = 20_261_121;
function random(end: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % end;
}

const numbers = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

/** A copy of a file with one to four things done to it. */
function damaged(file: Uint8Array): Uint8Array<ArrayBuffer> {
  let bytes = Buffer.from(file);
  for (let i = random(4); i >= 0 && bytes.length > 8; i--) {
    // Half of what is done is done to the end, where the directory is.
    const near = random(2) === 0 ? Math.min(bytes.length, 600) : bytes.length;
    const at = bytes.length - 1 - random(near);
    const length = random(Math.min(64, bytes.length - at));
    const kind = random(5);
    if (kind === 0) bytes[at]! ^= 1 << random(8);
    else if (kind === 1) bytes[at] = random(256);
    else if (kind === 2 && at + 4 <= bytes.length) bytes.writeUInt32LE(numbers[random(9)]!, at);
    else if (kind === 3)
      bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    else {
      const piece = bytes.subarray(at, at + length);
      const to = random(bytes.length);
      bytes = Buffer.concat([bytes.subarray(0, to), piece, bytes.subarray(to)]);
    }
  }
  return bytes;
}

async function readArchive(file: Uint8Array<ArrayBuffer>): Promise<void> {
  const npz = await openNpz(bytesSource(file), { checksum: crc32 });
  for (const name of npz.names) {
    await npz.describe(name);
    await npz.read(name, { limit });
  }
}

const outcome = { read: 0, refused: 0, peakBytes: 0, slowest: 0 };
for (let i = 0; i < mutants; i++) {
  const start = performance.now();
  try {
    if (i % 2 === 0) await readArchive(damaged(archives[random(archives.length)]!));
    else await readNpy(bytesSource(damaged(files[random(files.length)]!)), { limit });
    outcome.read++;
  } catch (error) {
    if (!(error instanceof NpzError)) throw error;
    outcome.refused++;
  }
  outcome.peakBytes = Math.max(outcome.peakBytes, process.memoryUsage().arrayBuffers);
  outcome.slowest = Math.max(outcome.slowest, performance.now() - start);
}
console.log(JSON.stringify(outcome));
