/** The files that lie where datasets lie, whoever put them there. */
import { datasetName } from "#src/impedance/sweep-fields.ts";
import type { Blobs, ListedBlob } from "#src/storage/blobs/blobs.ts";
import type { DatasetLocation } from "./dataset-row.ts";

/** A file that may be a dataset. */
export interface FoundFile extends ListedBlob {
  readonly filename: string;
  readonly location: DatasetLocation;
}

/** A file, and why it is no dataset, or cannot be one here. */
export interface Problems {
  readonly filename: string;
  readonly problems: readonly string[];
}

/** What lies there. */
export interface Discovered {
  /** By name; a name is one file's. */
  readonly files: ReadonlyMap<string, FoundFile>;
  readonly problems: readonly Problems[];
}

/** Where datasets lie. */
export const locations = ["precomputed", "user_generated"] as const;

/** Looks where datasets lie. Files of other kinds are left alone. */
export async function discover(blobs: Blobs, signal?: AbortSignal): Promise<Discovered> {
  const files = new Map<string, FoundFile>();
  const problems: Problems[] = [];
  for (const location of locations) {
    const folder = `npz/${location}/`;
    for await (const blob of blobs.list(folder, { signal })) {
      const filename = blob.key.slice(folder.length);
      if (!filename.endsWith(".npz")) continue;
      if (!datasetName.test(filename)) {
        problems.push({
          filename,
          problems: [`It must lie in ${folder} itself, in no folder of it`],
        });
      } else if (files.has(filename)) {
        const other = files.get(filename)!.location;
        problems.push({ filename, problems: [`There is one of this name in ${other}, too`] });
      } else {
        files.set(filename, { ...blob, filename, location });
      }
    }
  }
  return { files, problems };
}
