/** Files that appear whole or not at all, and are still there after a power cut. */
import { link, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import type { Bytes, WrittenBlob } from "./blobs.ts";
import { piecesOf, Tally } from "./pieces.ts";

/** So many bytes are sent on their way to the disk together, that few are left when the last is written. */
const FLUSH = 64 * 2 ** 20;

/** Writes a new file and brings its bytes to the disk. Whoever calls removes it if this fails. */
export async function writeAndSync(
  path: string,
  bytes: Bytes,
  signal: AbortSignal | undefined,
): Promise<WrittenBlob> {
  await using file = await open(path, "wx");
  const tally = new Tally();
  let flushing = Promise.resolve();
  let left = FLUSH;
  for await (const piece of piecesOf(bytes, signal)) {
    // The system copies the piece in another thread while this one digests it.
    const copied = file.appendFile(piece);
    tally.take(piece);
    await copied;
    left -= piece.length;
    if (left > 0) continue;
    left = FLUSH;
    await flushing;
    flushing = file.datasync();
    // An error is thrown where it is waited for, if it comes to that.
    flushing.catch(() => {});
  }
  await flushing;
  await file.sync();
  return tally.written();
}

/**
 * Gives a file a second name, under which it lasts. Unlike a renaming, a link never takes the place
 * of another file: of two at once, one throws EEXIST.
 */
export async function publish(file: string, path: string): Promise<void> {
  const folder = dirname(path);
  const made = await mkdir(folder, { recursive: true });
  await link(file, path);
  await syncFolder(folder);
  if (made === undefined) return;
  // A folder's name is in the folder above it: from here up to the one that was there before.
  for (let above = folder; above.length >= made.length; ) {
    above = dirname(above);
    await syncFolder(above);
  }
}

/** Brings a folder's names to the disk. Windows cannot be asked to, and writes them in order. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  await using folder = await open(path, "r");
  await folder.sync();
}
