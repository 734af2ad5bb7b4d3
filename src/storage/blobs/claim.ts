/** The one place where a database's files are: two machines with a folder each would lose half of them. */
import type { Database } from "../database.ts";

/** The database's files are elsewhere. */
export class OtherStoreError extends Error {
  override readonly name = "OtherStoreError";

  constructor(known: string, found: string) {
    super(
      `The files of this database are in ${known}, and this program would look for them in ${found}. ` +
        "Programs that share a database share its files: give all of them the same S3 bucket, or the " +
        "same DATA_DIR. If the files were moved, say so once with `retort migrate --files-moved`.",
    );
  }
}

/**
 * Makes sure that a store is the one this database's files are in. The first store is taken as it.
 * @param identity of the store: `Blobs.identity`
 * @param wereMoved the files are in this store from now on, wherever they were
 * @throws OtherStoreError when they are in another
 */
export async function claimBlobStore(
  database: Database,
  identity: string,
  { wereMoved = false }: { wereMoved?: boolean } = {},
): Promise<void> {
  await database.query(
    "insert into retort.blob_store (identity) values ($1) on conflict do nothing",
    [identity],
  );
  if (wereMoved) await database.query("update retort.blob_store set identity = $1", [identity]);
  const { rows } = await database.query<{ identity: string }>(
    "select identity from retort.blob_store",
  );
  const known = rows[0]!.identity;
  if (known !== identity) throw new OtherStoreError(known, identity);
}
