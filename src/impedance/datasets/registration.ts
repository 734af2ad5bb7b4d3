/** Registering a dataset, by its owner or by the program. */
import type { Session } from "#src/storage/database.ts";
import { DatabaseError } from "#src/storage/failure.ts";
import type { DatasetLocation } from "./dataset-row.ts";
import {
  contentColumns,
  contentParameters,
  contentValues,
  type FileContents,
} from "./file-contents.ts";

/** A dataset to register. */
export interface NewDataset extends FileContents {
  /** UUID of its configuration, which has the same owner. */
  readonly configuration: string;
  /** UUID of the user it belongs to; null for what is precomputed, and only for that. */
  readonly owner: string | null;
  /** UUID of a session of the owner's. Default: none. */
  readonly session?: string | null | undefined;
  /** UUID of the job that made it. Default: none. */
  readonly job?: string | null | undefined;
  readonly filename: string;
  readonly location: DatasetLocation;
  /** What people call it, up to 255 characters. */
  readonly name: string;
}

/** A dataset of the same file name is registered. */
export class NameTakenError extends Error {
  override readonly name = "NameTakenError";
  readonly statusCode = 409;
  readonly errors: readonly { path: string; message: string }[];

  constructor(filename: string, options?: ErrorOptions) {
    super(`There is a dataset ${filename} already.`, options);
    this.errors = [{ path: "filename", message: `is taken: choose another than ${filename}` }];
  }
}

/**
 * Registers a dataset; its file is in its place by then.
 * @param session in a transaction: the owner's, or the program's own
 * @returns the UUID of its row
 * @throws NameTakenError, and nothing else can be done in the transaction; DatabaseError when the
 *   configuration is somebody else's (`42501`) or a number is out of range (`23514`)
 */
export async function registerDataset(session: Session, dataset: NewDataset): Promise<string> {
  const { configuration, owner, session: work = null, job = null } = dataset;
  const { filename, location, name } = dataset;
  try {
    const { rows } = await session.query<{ id: string }>(
      `insert into public.circuit_npz_datasets
         (circuit_config_id, user_id, session_id, job_id, npz_filename, storage_location, dataset_name,
          ${contentColumns.join(", ")})
       values ($1, $2, $3, $4, $5, $6, $7, ${contentParameters(8).join(", ")}) returning id`,
      [configuration, owner, work, job, filename, location, name, ...contentValues(dataset)],
    );
    return rows[0]!.id;
  } catch (error) {
    const isTaken =
      error instanceof DatabaseError &&
      error.constraint === "circuit_npz_datasets_npz_filename_key";
    throw isTaken ? new NameTakenError(filename, { cause: error }) : error;
  }
}
