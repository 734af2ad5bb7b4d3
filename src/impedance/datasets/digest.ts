/** The digest of a blob that is there already. */
import { createHash } from "node:crypto";
import type { Blobs, WrittenBlob } from "#src/storage/blobs/blobs.ts";
import type { BlobKey } from "#src/storage/blobs/key.ts";

/**
 * Reads a blob through, for its size and SHA-256: half a gigabyte or more a second.
 * @throws BlobMissingError, BlobsAwayError, the signal's reason
 */
export async function digestOf(
  blobs: Blobs,
  key: BlobKey,
  signal?: AbortSignal,
): Promise<WrittenBlob> {
  const digest = createHash("sha256");
  let size = 0;
  for await (const piece of blobs.read(key, { signal })) {
    digest.update(piece);
    size += piece.length;
  }
  return { size, sha256: digest.digest("hex") };
}
