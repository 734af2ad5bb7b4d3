/** Opening the store of the blobs, whichever it is. */
import { join } from "node:path";
import type { Blobs } from "./blobs.ts";
import type { BucketSettings } from "./bucket-settings.ts";
import { openFolder } from "./folder.ts";

/** Where the blobs are. */
export interface BlobSettings {
  /** The blobs are in its folder `blobs`, unless they are in a bucket. */
  readonly dataDir: string;
  readonly bucket?: BucketSettings | undefined;
}

/**
 * Opens the store.
 * @throws BlobsRefusedError naming the setting to look at; BlobsAwayError when a bucket's service is away
 */
export async function openBlobs({ dataDir, bucket }: BlobSettings): Promise<Blobs> {
  if (bucket === undefined) return await openFolder(join(dataDir, "blobs"));
  // Loaded only here: most have no bucket, and need nothing of the SDK.
  const { openBucket } = await import("./bucket.ts");
  return await openBucket(bucket);
}
