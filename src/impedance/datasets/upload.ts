/** A file that somebody sends: written, looked through, and only then a dataset. */
import { BlobExistsError, type Blobs } from "#src/storage/blobs/blobs.ts";
import type { Database, Session } from "#src/storage/database.ts";
import { DatabaseAwayError } from "#src/storage/failure.ts";
import { asUser, type Identity } from "#src/storage/identity.ts";
import { contentsOf } from "./contents.ts";
import type { Dataset } from "./dataset-row.ts";
import { registerFound } from "./found-dataset.ts";
import { keyOf } from "./named.ts";
import { freeName } from "./names.ts";
import type { OpenedDatasets } from "./opened.ts";
import { NameTakenError } from "./registration.ts";
import { findDataset, NoSuchDatasetError } from "./registry.ts";
import type { NewContents } from "./upkeep.ts";

/** Where files are sent to. */
export interface UploadService {
  readonly database: Database;
  readonly blobs: Blobs;
  readonly opened: OpenedDatasets;
}

const location = "user_generated";

/**
 * Takes a file as a dataset of a user's. Until it is registered nobody sees it; if it is no dataset,
 * or does not come whole, nothing is left of it.
 * @throws NameTakenError; BrokenDatasetError saying what is wrong with it; what `bytes` throws
 */
export async function upload(
  { database, blobs, opened }: UploadService,
  identity: Identity,
  filename: string,
  bytes: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<Dataset> {
  const key = keyOf({ location, filename });
  await asUser(database, identity, (session) => claim(session, filename));
  const written = await blobs.write(key, bytes).catch((error: unknown) => {
    throw error instanceof BlobExistsError ? new NameTakenError(filename, { cause: error }) : error;
  });
  try {
    const file = await opened.open(key);
    await file.verify(signal);
    const contents = await contentsOf({ file, ...written, modified: new Date() });
    await register(database, identity, filename, contents);
  } catch (error) {
    // A registration whose answer was lost may have been one: its file stays.
    if (!(error instanceof DatabaseAwayError)) await blobs.delete(key);
    throw error;
  }
  return await findDataset(database, identity, filename);
}

async function register(
  database: Database,
  identity: Identity,
  filename: string,
  contents: NewContents,
): Promise<void> {
  try {
    await asUser(database, identity, async (session) => {
      // Again: a sweep may have been given the name meanwhile.
      await claim(session, filename);
      const owner = identity.claims.sub!;
      await registerFound(session, { filename, location, owner, contents });
    });
  } catch (error) {
    if (!(error instanceof NameTakenError)) throw error;
    // Who looks through the files at this moment may have found it first.
    const found = await findDataset(database, identity, filename).catch(unlessUnknown);
    if (!found?.isOwn || found.sha256 !== contents.sha256) throw error;
  }
}

/** @throws NameTakenError when the name is another dataset's, or was given to a sweep */
async function claim(session: Session, filename: string): Promise<void> {
  if ((await freeName(session, filename)) !== filename) throw new NameTakenError(filename);
}

function unlessUnknown(error: unknown): undefined {
  if (!(error instanceof NoSuchDatasetError)) throw error;
}
