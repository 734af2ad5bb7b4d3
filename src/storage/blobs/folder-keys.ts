/** The keys of the blobs in a folder, in their order. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isMissing } from "../system-error.ts";
import { type BlobKey, isBlobKey } from "./key.ts";

/**
 * The keys in a folder and below that begin with `prefix` and come after `after`, in order: a folder
 * is sorted by its name with the `/` that follows in its keys.
 */
export async function* keysIn(
  root: string,
  folder: string,
  prefix: string,
  after: string,
): AsyncGenerator<BlobKey> {
  const names = await readdir(join(root, folder), { withFileTypes: true }).catch((error) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const paths = names.map((entry) => folder + entry.name + (entry.isDirectory() ? "/" : "")).sort();
  for (const path of paths) {
    if (!path.startsWith(prefix.slice(0, path.length))) continue;
    if (isBlobKey(path)) {
      if (path.startsWith(prefix) && path > after) yield path;
    } else if (
      path.endsWith("/") &&
      !path.includes(".") &&
      (path > after || after.startsWith(path))
    ) {
      yield* keysIn(root, path, prefix, after);
    }
  }
}
