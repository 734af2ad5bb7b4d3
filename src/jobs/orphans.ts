/** Files that no job has: their blobs are removed. */
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import type { BlobKey } from "#src/storage/blobs/key.ts";
import type { Database } from "#src/storage/database.ts";
import { filesFolder, type JobFile, jobOf } from "./files.ts";
import type { JobLog } from "./log.ts";
import { startTidying, type Tidying } from "./tidying.ts";

/** Blobs that are looked up at once. */
const BATCH = 1000;

/** Where to look. */
export interface OrphanRemovalOptions {
  readonly database: Database;
  readonly blobs: Blobs;
  readonly log: JobLog;
}

/** Looks for them now and every hour. Any number of processes may. */
export function startOrphanRemoval({ database, blobs, log }: OrphanRemovalOptions): Tidying {
  return startTidying({
    tidy: (signal) => removeOrphans(database, blobs, signal),
    things: "files",
    done: "Files that no job has were removed.",
    failed: "Files that no job has could not be removed.",
    log,
  });
}

/**
 * Removes the blobs of jobs that were deleted, and those that an attempt left behind whose job has
 * ended without them. A job's row is there before its first blob, and its end is written together with
 * what it keeps: nothing is lost that is being made meanwhile.
 * @param signal stops it, with its reason
 * @returns how many there were
 */
export async function removeOrphans(
  database: Database,
  blobs: Blobs,
  signal?: AbortSignal,
): Promise<number> {
  let removed = 0;
  let batch: Written[] = [];
  const removeBatch = async () => {
    for (const blob of await orphansOf(database, batch)) {
      if (await blobs.delete(blob, { signal })) removed++;
    }
    batch = [];
  };
  for await (const { key: blob } of blobs.list(filesFolder, { signal })) {
    const job = jobOf(blob);
    if (job === undefined) continue;
    batch.push({ job, blob });
    if (batch.length === BATCH) await removeBatch();
  }
  await removeBatch();
  return removed;
}

type Written = Pick<JobFile, "job" | "blob">;

async function orphansOf(database: Database, written: readonly Written[]): Promise<BlobKey[]> {
  if (written.length === 0) return [];
  const { rows } = await database.query<{ blob: BlobKey }>(
    `select written.blob from unnest($1::uuid[], $2::text[]) as written (job, blob)
     where not exists (
         select from public.jobs where id = written.job and state in ('queued', 'running'))
       and not exists (
         select from public.job_files as file
         where file.job = written.job and file.blob = written.blob)`,
    [written.map(({ job }) => job), written.map(({ blob }) => blob)],
  );
  return rows.map(({ blob }) => blob);
}
