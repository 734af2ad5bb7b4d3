/** A blob read by range, in few reads. */
import type { ByteSource } from "#src/arrays/source.ts";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import type { BlobKey } from "#src/storage/blobs/key.ts";

/** What is small is read with what is around it: in a bucket every read is a request. */
const blockBytes = 64 * 1024;

/** Blocks that are kept of one blob. */
const keptBlocks = 16;

type Piece = Uint8Array<ArrayBuffer>;

/**
 * A blob as bytes that are read by range. It holds nothing open.
 * @param size bytes of the blob
 */
export function blobSource(blobs: Blobs, key: BlobKey, size: number): ByteSource {
  const blocks = new Map<number, Promise<Piece>>();

  /** A block, from memory if it was read lately. It is nobody's own, so nobody calls it off. */
  function block(number: number): Promise<Piece> {
    const start = number * blockBytes;
    const found =
      blocks.get(number) ?? gather(blobs, key, start, Math.min(start + blockBytes, size));
    blocks.delete(number);
    blocks.set(number, found);
    found.catch(() => blocks.delete(number));
    if (blocks.size > keptBlocks) blocks.delete(blocks.keys().next().value!);
    return found;
  }

  return {
    size,
    async read(start, end, signal) {
      if (start === end) return new Uint8Array();
      if (end - start > blockBytes) return await gather(blobs, key, start, end, signal);
      const first = Math.floor(start / blockBytes);
      const last = Math.floor((end - 1) / blockBytes);
      const from = start - first * blockBytes;
      const head = await block(first);
      if (first === last) return head.subarray(from, from + end - start);
      return joined(head.subarray(from), (await block(last)).subarray(0, end - last * blockBytes));
    },
  };
}

async function gather(
  blobs: Blobs,
  key: BlobKey,
  start: number,
  end: number,
  signal?: AbortSignal,
): Promise<Piece> {
  const bytes = new Uint8Array(end - start);
  let at = 0;
  for await (const piece of blobs.read(key, { range: { start, end }, signal })) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function joined(head: Piece, tail: Piece): Piece {
  const whole = new Uint8Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}
