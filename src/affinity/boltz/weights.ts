/**
 * What Boltz-2 downloads at its first run, some 6 GB: networks and molecules. A download that was cut
 * short stays where it is, and Boltz takes it for whole from then on.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** A file or folder of the cache. */
export interface Weight {
  readonly name: string;
  /** Of a folder, how many files are in it. */
  readonly size: number;
  readonly state: "whole" | "missing" | "cut_short";
}

/** Checkpoints, by what they predict. */
export const checkpoints = { structure: "boltz2_conf.ckpt", affinity: "boltz2_aff.ckpt" } as const;

const archive = "mols.tar";
/** The folder that the archive of molecules is unpacked into. */
export const molecules = "mols";

/** Looks at the cache. Sizes are not compared with published ones: an end that is there is enough. */
export async function lookAtWeights(cache: string): Promise<readonly Weight[]> {
  const files = [...Object.values(checkpoints).map((name) => [name, endsAsZip] as const)];
  return Promise.all([
    ...files.map(([name, isWhole]) => lookAtFile(cache, name, isWhole)),
    lookAtFile(cache, archive, endsAsTar),
    lookAtFolder(cache, molecules),
  ]);
}

const hashes = new Map<string, Promise<string>>();

/**
 * SHA-256 of the checkpoints, in hexadecimal, by their names: for a result's provenance. Each is
 * read once as long as it does not change.
 * @throws what the system says when one is not there
 */
export async function checkpointHashes(cache: string): Promise<Readonly<Record<string, string>>> {
  const names = Object.values(checkpoints);
  const values = await Promise.all(
    names.map(async (name) => {
      const path = join(cache, name);
      const { size, mtimeMs } = await stat(path);
      const key = `${path} ${size} ${mtimeMs}`;
      const known = hashes.get(key) ?? hashOf(path);
      hashes.set(key, known);
      known.catch(() => hashes.delete(key));
      return [name, await known] as const;
    }),
  );
  return Object.fromEntries(values);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

async function lookAtFile(
  cache: string,
  name: string,
  isWhole: (end: Buffer, size: number) => boolean,
): Promise<Weight> {
  let file: FileHandle;
  try {
    file = await open(join(cache, name));
  } catch {
    return { name, size: 0, state: "missing" };
  }
  try {
    const { size } = await file.stat();
    const end = Buffer.alloc(Math.min(size, 1024));
    await file.read(end, 0, end.length, size - end.length);
    return { name, size, state: isWhole(end, size) ? "whole" : "cut_short" };
  } finally {
    await file.close();
  }
}

async function lookAtFolder(cache: string, name: string): Promise<Weight> {
  const names = await readdir(join(cache, name)).catch(() => undefined);
  if (names === undefined) return { name, size: 0, state: "missing" };
  return { name, size: names.length, state: names.length > 0 ? "whole" : "cut_short" };
}

/** A checkpoint of PyTorch is a ZIP archive without a comment: its end record is its last 22 bytes. */
function endsAsZip(end: Buffer): boolean {
  return end.length >= 22 && end.subarray(-22, -18).equals(Buffer.from("PK\x05\x06"));
}

/** A tar ends with two empty blocks of 512 bytes. */
function endsAsTar(end: Buffer, size: number): boolean {
  return size >= 1024 && size % 512 === 0 && end.every((byte) => byte === 0);
}
