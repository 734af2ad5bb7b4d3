/** The registry as its users see it: policies decide which datasets there are, and which are theirs. */
import type { Database, Session } from "#src/storage/database.ts";
import { asUser, type Identity } from "#src/storage/identity.ts";
import {
  type Dataset,
  type DatasetRow,
  datasetColumns,
  datasetColumnsInLists,
  toDataset,
} from "./dataset-row.ts";
import { newestFirst, type Page } from "./newest-first.ts";
import { inOwnSession } from "./sessions.ts";

/** There is no such dataset, or it is not for whoever asks. */
export class NoSuchDatasetError extends Error {
  override readonly name = "NoSuchDatasetError";
  readonly statusCode = 404;
  readonly filename: string;

  constructor(filename: string) {
    super(`There is no dataset ${filename}, or it is not yours to see.`);
    this.filename = filename;
  }
}

/** A dataset that whoever asks may read, and nothing more. */
export class NotOwnDatasetError extends Error {
  override readonly name = "NotOwnDatasetError";
  readonly statusCode = 403;

  constructor({ filename, owner }: Dataset) {
    super(`${filename} ${owner === null ? "came with the program" : "belongs to somebody else"}.`);
  }
}

/** A page of the datasets that somebody may see. */
export interface DatasetPage {
  readonly datasets: Dataset[];
  /** The cursor of the next page; null at the end. */
  readonly next: string | null;
}

/** What an owner may change; what is left out stays as it is. */
export interface DatasetChange {
  /** Whether everybody may read it. */
  readonly isPublic?: boolean | undefined;
  /** Up to 255 characters. */
  readonly name?: string | undefined;
  /** UUID of a session of the owner's; null to take it out of its session. */
  readonly session?: string | null | undefined;
}

/** The datasets that somebody may see, the newest first. */
export async function listDatasets(
  database: Database,
  identity: Identity,
  page: Page,
): Promise<DatasetPage> {
  const { rows, next } = await asUser(database, identity, (session) =>
    newestFirst<DatasetRow>(
      session,
      `select ${datasetColumnsInLists} from public.npz_datasets_with_config`,
      [],
      page,
    ),
  );
  return { datasets: rows.map(toDataset), next };
}

/** @throws NoSuchDatasetError */
export function findDataset(
  database: Database,
  identity: Identity,
  filename: string,
): Promise<Dataset> {
  return asUser(database, identity, (session) => seen(session, filename));
}

/**
 * Publishes, renames, or puts into a session.
 * @returns the dataset as it is then
 * @throws NoSuchDatasetError, NotOwnDatasetError; BadFieldsError when the session is none of the owner's
 */
export function changeDataset(
  database: Database,
  identity: Identity,
  filename: string,
  { isPublic, name, session: work }: DatasetChange,
): Promise<Dataset> {
  return asUser(database, identity, async (session) => {
    const { id, configuration } = await own(session, filename);
    await session.query(
      "update public.circuit_configurations set is_public = coalesce($2, is_public) where id = $1",
      [configuration, isPublic ?? null],
    );
    await inOwnSession(() =>
      session.query(
        `update public.circuit_npz_datasets
         set dataset_name = coalesce($2, dataset_name),
           session_id = case when $3 then $4::uuid else session_id end
         where id = $1`,
        [id, name ?? null, work !== undefined, work ?? null],
      ),
    );
    return seen(session, filename);
  });
}

/**
 * Takes a dataset of one's own out of the registry, with its configuration and all tags on it.
 * @param deleteFile deletes its file, while nobody else can take the name; if it fails, all stays
 * @returns what it was
 * @throws NoSuchDatasetError, NotOwnDatasetError, what `deleteFile` throws
 */
export function forgetDataset(
  database: Database,
  identity: Identity,
  filename: string,
  deleteFile: (dataset: Dataset) => Promise<unknown>,
): Promise<Dataset> {
  return asUser(database, identity, async (session) => {
    const dataset = await own(session, filename);
    const { affected } = await session.query(
      "delete from public.circuit_npz_datasets where id = $1",
      [dataset.id],
    );
    // Deleted meanwhile: a file of this name may be another's by now.
    if (affected === 0) throw new NoSuchDatasetError(filename);
    await session.query("delete from public.circuit_configurations where id = $1", [
      dataset.configuration,
    ]);
    await deleteFile(dataset);
    return dataset;
  });
}

async function seen(session: Session, filename: string): Promise<Dataset> {
  const { rows } = await session.query<DatasetRow>(
    `select ${datasetColumns} from public.npz_datasets_with_config where npz_filename = $1`,
    [filename],
  );
  const [row] = rows;
  if (row === undefined) throw new NoSuchDatasetError(filename);
  return toDataset(row);
}

async function own(session: Session, filename: string): Promise<Dataset> {
  const dataset = await seen(session, filename);
  if (!dataset.isOwn) throw new NotOwnDatasetError(dataset);
  return dataset;
}
