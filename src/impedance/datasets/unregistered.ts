/** Files that lie among the datasets and are none: somebody put them there by hand. */
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import { BrokenDatasetError } from "./broken.ts";
import { locations } from "./discovery.ts";
import { keyOf } from "./named.ts";
import type { OpenedDatasets } from "./opened.ts";

/** Where the files are. */
export interface UnregisteredService {
  readonly blobs: Blobs;
  readonly opened: OpenedDatasets;
}

/**
 * Passes where there is no file of this name.
 * @throws BrokenDatasetError saying what is wrong with the file, or that it is not registered yet
 */
export async function refuseUnregistered(
  { blobs, opened }: UnregisteredService,
  filename: string,
): Promise<void> {
  for (const location of locations) {
    const key = keyOf({ location, filename });
    if ((await blobs.stat(key)) === undefined) continue;
    await opened.open(key);
    throw new BrokenDatasetError([
      `${filename} lies in ${location} and is not registered: sync registers it, or says why not`,
    ]);
  }
}
