/** Alignments that last, for everybody: files under `alignments/`, each under what it depends on. */
import { createHash } from "node:crypto";
import { BlobExistsError, BlobMissingError, type Blobs } from "#src/storage/blobs/blobs.ts";
import { type BlobKey, blobKey } from "#src/storage/blobs/key.ts";
import type { Alignment } from "../predicting/engine.ts";

/** Where they are. */
export const alignmentsFolder = "alignments/";

/** One that is used is no older than this, in milliseconds: by its age it is known who uses it. */
const OLD_MS = 24 * 3_600_000;

/**
 * The file of an alignment.
 * @param of all that it depends on
 */
export function alignmentKey(of: string): BlobKey {
  return blobKey(`${alignmentsFolder}${createHash("sha256").update(of).digest("hex")}.a3m`);
}

/** Reads one, which is then young again; undefined if there is none. */
export async function readKept(
  blobs: Blobs,
  key: BlobKey,
  signal: AbortSignal,
): Promise<Alignment | undefined> {
  const hash = createHash("sha256");
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of blobs.read(key, { signal })) {
      hash.update(piece);
      pieces.push(piece);
    }
  } catch (error) {
    if (error instanceof BlobMissingError) return undefined;
    throw error;
  }
  const bytes = Buffer.concat(pieces);
  // Should that fail, it is removed the sooner, and no more.
  await renew(blobs, key, bytes).catch(() => {});
  return { source: "cache", a3m: bytes.toString("utf8"), sha256: hash.digest("hex") };
}

/** Files never change, their times neither. Whoever looks in between has it aligned again. */
async function renew(blobs: Blobs, key: BlobKey, bytes: Uint8Array): Promise<void> {
  const { modified } = (await blobs.stat(key)) ?? {};
  if (modified === undefined || Date.now() - modified.getTime() < OLD_MS) return;
  if (await blobs.delete(key)) await blobs.write(key, bytes);
}

/** Rows that are written at a time: about a megabyte. */
const ROWS = 1024;

/** Keeps one that a server has made. Of two processes at once the first is believed by both. */
export async function keep(
  blobs: Blobs,
  key: BlobKey,
  rows: readonly string[],
  signal: AbortSignal,
): Promise<Alignment> {
  async function* pieces() {
    for (let at = 0; at < rows.length; at += ROWS) {
      yield Buffer.from(rows.slice(at, at + ROWS).join(""));
    }
  }
  try {
    const { sha256 } = await blobs.write(key, pieces(), { signal });
    return { source: "server", a3m: rows.join(""), sha256 };
  } catch (error) {
    if (!(error instanceof BlobExistsError)) throw error;
    const theirs = await readKept(blobs, key, signal);
    if (theirs === undefined) throw error;
    return { ...theirs, source: "server" };
  }
}
