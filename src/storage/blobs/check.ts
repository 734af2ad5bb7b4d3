/** Whether a store does what stores do, found out with a few bytes. */
import { randomUUID } from "node:crypto";
import type { Abortable, Blobs } from "./blobs.ts";
import { blobKey } from "./key.ts";

/**
 * Writes, reads and deletes a few bytes. Two may check at once.
 * @throws what the first of these to fail throws, or an Error when other bytes are read than written
 */
export async function checkBlobs(blobs: Blobs, options?: Abortable): Promise<void> {
  const key = blobKey(`checks/${randomUUID()}.txt`);
  const text = "Can be written and read.";
  await blobs.write(key, Buffer.from(text), options);
  try {
    const read: Uint8Array[] = [];
    for await (const piece of blobs.read(key, options)) read.push(piece);
    if (Buffer.concat(read).toString() !== text) {
      throw new Error("The files' store gives other bytes than it was given.");
    }
  } finally {
    await blobs.delete(key);
  }
}
