/** Jobs that ended long ago are deleted, with their events. */
import type { Database } from "#src/storage/database.ts";
import type { JobLog } from "./log.ts";
import { startTidying, type Tidying } from "./tidying.ts";

/** Jobs of one statement: others have the database in between. */
const BATCH = 1000;

/** How long jobs are kept. */
export interface RetentionOptions {
  readonly database: Database;
  /** Days after its end at which a job is deleted. */
  readonly days: number;
  readonly log: JobLog;
}

/** Looks for old jobs now and every hour. Any number of processes may: each job is one's. */
export function startRetention({ database, days, log }: RetentionOptions): Tidying {
  return startTidying({
    tidy: (signal) => deleteOld(database, days, signal),
    things: "jobs",
    done: "Jobs that ended long ago were deleted.",
    failed: "Jobs that ended long ago could not be deleted.",
    log,
  });
}

/**
 * Deletes the jobs that ended so many days ago or earlier.
 * @param signal stops between two statements
 * @returns how many there were
 */
export async function deleteOld(
  database: Database,
  days: number,
  signal?: AbortSignal,
): Promise<number> {
  let deleted = 0;
  while (!signal?.aborted) {
    const { affected } = await database.query(
      `delete from public.jobs where id in (
         select id from public.jobs where finished_at <= now() - $1 * interval '1 day'
         limit ${BATCH} for update skip locked)`,
      [days],
    );
    deleted += affected;
    if (affected < BATCH) break;
  }
  return deleted;
}
