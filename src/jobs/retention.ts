/** Jobs that ended long ago are deleted, with their events. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "#src/storage/database.ts";
import { DatabaseAwayError } from "#src/storage/failure.ts";
import type { JobLog } from "./log.ts";

/** Time between two looks for old jobs, in milliseconds. */
const LOOK_MS = 3_600_000;
/** Jobs of one statement: others have the database in between. */
const BATCH = 1000;

/** How long jobs are kept. */
export interface RetentionOptions {
  readonly database: Database;
  /** Days after its end at which a job is deleted. */
  readonly days: number;
  readonly log: JobLog;
}

/** Deletes old jobs now and then. */
export interface Retention {
  /** Deletes no more, once the statement under way is done. */
  close(): Promise<void>;
}

/** Looks for old jobs now and every hour. Any number of processes may: each job is one's. */
export function startRetention({ database, days, log }: RetentionOptions): Retention {
  const closing = new AbortController();
  const { signal } = closing;
  const closed = (async () => {
    while (!signal.aborted) {
      try {
        const deleted = await deleteOld(database, days, signal);
        if (deleted > 0) log.info({ jobs: deleted }, "Jobs that ended long ago were deleted.");
      } catch (error) {
        // Within the hour nothing is too late, and the queue says already that the database is away.
        if (!(error instanceof DatabaseAwayError)) {
          log.error({ err: error }, "Jobs that ended long ago could not be deleted.");
        }
      }
      await sleep(LOOK_MS, undefined, { signal, ref: false }).catch(() => {});
    }
  })();
  return {
    close() {
      closing.abort();
      return closed;
    },
  };
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
