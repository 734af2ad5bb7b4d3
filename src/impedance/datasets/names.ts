/** Names and keys of datasets' files. A URL names one file, so a name is one file's of all users'. */
import { type BlobKey, blobKey } from "#src/storage/blobs/key.ts";
import type { Session } from "#src/storage/database.ts";
import type { DatasetLocation } from "./dataset-row.ts";

/** Key of a dataset's blob. */
export function datasetKey(location: DatasetLocation, filename: string): BlobKey {
  return blobKey(`npz/${location}/${filename}`);
}

/**
 * The first of `name.npz`, `name-2.npz`, `name-3.npz` … that no dataset has and no unfinished sweep was
 * given. Nobody else is given one before the transaction ends, so that what is written in it, a
 * sweep's job or a dataset, has the name for itself. Files that nobody registered are not looked at.
 * @param session a user's or the program's, in a transaction
 * @param wanted a name that `datasetName` accepts; it is free if it comes back as it is
 */
export async function freeName(session: Session, wanted: string): Promise<string> {
  const { rows } = await session.query<{ name: string }>(
    "select public.free_dataset_name($1) as name",
    [wanted],
  );
  return rows[0]!.name;
}

/**
 * Names that unfinished sweeps were given: a file of such a name is the sweep's business.
 * @param session the program's own
 */
export async function namesBeingSwept(session: Session): Promise<Set<string>> {
  const { rows } = await session.query<{ name: string }>(
    `select request ->> 'filename' as name from public.jobs
     where kind = 'sweep' and state in ('queued', 'running') and request ? 'filename'`,
  );
  return new Set(rows.map(({ name }) => name));
}
