/** Datasets in paths. */
import * as z from "zod";
import { datasetName } from "#src/impedance/sweep-fields.ts";
import type { BlobKey } from "#src/storage/blobs/key.ts";
import type { DatasetLocation } from "./dataset-row.ts";
import { datasetKey } from "./names.ts";

/** A file's name: one segment of a path, and nothing that leads out of it. */
export const filename = z
  .string("must be a file's name")
  .regex(datasetName, "must be letters, digits, `.`, `_` and `-`, and end in .npz");

/** A path that names a dataset. */
export const named = z.object({ filename });

/** Key of the blob of a dataset that is registered. */
export function keyOf(file: {
  readonly location: DatasetLocation;
  readonly filename: string;
}): BlobKey {
  return datasetKey(file.location, file.filename);
}
