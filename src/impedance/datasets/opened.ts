/** Datasets' files, opened, and kept for a while: to open one takes a few reads. */
import type { ByteSource } from "#src/arrays/source.ts";
import { type BlobInfo, BlobMissingError, type Blobs } from "#src/storage/blobs/blobs.ts";
import type { BlobKey } from "#src/storage/blobs/key.ts";
import { checkRegistered, type Registered } from "./as-registered.ts";
import { blobSource } from "./blob-source.ts";
import { type DatasetFile, openDataset } from "./dataset.ts";

/** Files that are kept: of each about a megabyte of what lies near its arrays' headers. */
const kept = 32;

/** Files of datasets, as they are now. */
export interface OpenedDatasets {
  /**
   * Opens a file, or takes it as it was opened before if it has not changed.
   * @param registered what it must be. Default: any dataset
   * @throws BlobMissingError, BlobsAwayError; BrokenDatasetError when it is no dataset, or another
   */
  open(key: BlobKey, registered?: Registered): Promise<DatasetFile>;
  /** Whether a file is kept. */
  has(key: BlobKey): boolean;
  /** The files that are kept. */
  keys(): readonly BlobKey[];
}

/** Opens files of a store. */
export function openedDatasets(blobs: Blobs): OpenedDatasets {
  const known = new Map<
    BlobKey,
    { readonly info: BlobInfo; readonly file: Promise<DatasetFile> }
  >();
  return {
    async open(key, registered) {
      const info = await blobs.stat(key);
      if (info === undefined) throw new BlobMissingError(key);
      if (registered) checkRegistered(registered, info.size);
      const before = known.get(key);
      known.delete(key);
      const now =
        before && isSame(before.info, info) ? before : { info, file: read(blobs, key, info) };
      known.set(key, now);
      if (known.size > kept) known.delete(known.keys().next().value!);
      try {
        return await now.file;
      } catch (error) {
        if (known.get(key) === now) known.delete(key);
        throw error;
      }
    },
    has: (key) => known.has(key),
    keys: () => [...known.keys()],
  };
}

function read(blobs: Blobs, key: BlobKey, { size }: BlobInfo): Promise<DatasetFile> {
  const source: ByteSource = blobSource(blobs, key, size);
  return openDataset(source);
}

function isSame(one: BlobInfo, other: BlobInfo): boolean {
  return one.size === other.size && one.modified.getTime() === other.modified.getTime();
}
