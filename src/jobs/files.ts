/** Files that jobs made: rows that whoever sees the job may see, and blobs that never change. */
import { type BlobKey, blobKey } from "#src/storage/blobs/key.ts";
import type { Database, Session } from "#src/storage/database.ts";
import { asUser, type Identity } from "#src/storage/identity.ts";
import { NoSuchJobError } from "./own.ts";

/** Where the blobs of jobs' files are: `predictions/{job}/{attempt}/{name}`. */
export const filesFolder = "predictions/";

/** A file of a job. */
export interface JobFile {
  readonly job: string;
  /** Its own among the job's: letters, digits, `.`, `_` and `-`, up to 100. */
  readonly name: string;
  readonly blob: BlobKey;
  /** Bytes. */
  readonly size: number;
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string;
  readonly mediaType: string;
}

/** The same, as it is found again. */
export interface FoundJobFile extends JobFile {
  readonly createdAt: Date;
}

/** There is no such file, or its job is somebody else's. */
export class NoSuchFileError extends Error {
  override readonly name = "NoSuchFileError";
  readonly statusCode = 404;

  constructor(job: string, name: string) {
    super(`Job ${job} has no file ${JSON.stringify(name)}, or it is not yours.`);
  }
}

/** The blob of a job's file: each attempt has its own, since blobs never change. */
export function fileKey(job: string, attempt: number, name: string): BlobKey {
  return blobKey(`${filesFolder}${job}/${attempt}/${name}`);
}

const writtenByJob = /^predictions\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/\d+\/[^/]+$/;

/** The job that a blob in the folder is of; undefined if no job wrote it. */
export function jobOf(blob: BlobKey): string | undefined {
  return writtenByJob.exec(blob)?.[1];
}

/**
 * Says that a blob is a job's file, as the program and together with whatever else it writes; of an
 * earlier attempt's file of that name it takes the place.
 */
export async function registerFile(
  session: Session,
  { job, name, blob, size, sha256, mediaType }: JobFile,
): Promise<void> {
  await session.query(
    `insert into public.job_files (job, name, blob, size, sha256, media_type)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (job, name) do update set blob = excluded.blob, size = excluded.size,
       sha256 = excluded.sha256, media_type = excluded.media_type, created_at = now()`,
    [job, name, blob, size, sha256, mediaType],
  );
}

const columns = `file.job, file.name, file.blob, file.size, file.sha256,
  file.media_type as "mediaType", file.created_at as "createdAt"`;

/**
 * A job's files, by their names.
 * @throws NoSuchJobError
 */
export async function listFiles(
  database: Database,
  identity: Identity,
  job: string,
): Promise<FoundJobFile[]> {
  const { rows } = await asUser(database, identity, (session) =>
    session.query<FoundJobFile | { job: null }>(
      `select ${columns} from public.jobs
       left join public.job_files as file on file.job = jobs.id
       where jobs.id = $1 order by file.name collate "C"`,
      [job],
    ),
  );
  if (rows.length === 0) throw new NoSuchJobError(job);
  return rows.filter((row) => row.job !== null);
}

/** @throws NoSuchFileError */
export async function findFile(
  database: Database,
  identity: Identity,
  { job, name }: Pick<JobFile, "job" | "name">,
): Promise<FoundJobFile> {
  const { rows } = await asUser(database, identity, (session) =>
    session.query<FoundJobFile>(
      `select ${columns} from public.job_files as file where file.job = $1 and file.name = $2`,
      [job, name],
    ),
  );
  const [row] = rows;
  if (row === undefined) throw new NoSuchFileError(job, name);
  return row;
}
