/** The database and the files that the configuration names. */
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import { claimBlobStore } from "#src/storage/blobs/claim.ts";
import { openBlobs } from "#src/storage/blobs/open.ts";
import { prepareDataDir } from "#src/storage/data-dir.ts";
import type { Database } from "#src/storage/database.ts";
import { openDatabase } from "#src/storage/open.ts";
import type { Progress } from "#src/storage/schema.ts";
import type { Config } from "./config.ts";

/** Everything that lasts. */
export interface Storage {
  readonly database: Database;
  readonly blobs: Blobs;
}

/** How to open it. */
export interface StorageOptions {
  /** Told what is being done. */
  readonly progress?: Progress;
  /** The database's files are in this configuration's place from now on, wherever they were. */
  readonly filesWereMoved?: boolean;
}

/**
 * Opens the database and the files, and makes sure that they belong together.
 * @throws DataDirError of their directory; LockedError, SchemaError, DatabaseAwayError of the database; BlobsRefusedError,
 *   BlobsAwayError of the files; OtherStoreError when the database's files are elsewhere
 */
export async function openStorage(
  config: Config,
  { progress, filesWereMoved = false }: StorageOptions = {},
): Promise<Storage> {
  const { DATABASE_URL: url, DATA_DIR: dataDir } = config;
  const bucket = bucketOf(config);
  if (url === undefined || bucket === undefined) await prepareDataDir(dataDir);
  // The files first: what is wrong with a bucket's settings is found before a database is made.
  const blobs = await openBlobs({ dataDir, bucket });
  const database = await openDatabase({ url, dataDir }, progress);
  try {
    await claimBlobStore(database, blobs.identity, { wereMoved: filesWereMoved });
    return { database, blobs };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function bucketOf(config: Config) {
  const { S3_BUCKET: bucket } = config;
  if (bucket === undefined) return undefined;
  return {
    bucket,
    endpoint: config.S3_ENDPOINT,
    region: config.S3_REGION,
    forcePathStyle: config.S3_FORCE_PATH_STYLE,
    prefix: config.S3_PREFIX,
  };
}
