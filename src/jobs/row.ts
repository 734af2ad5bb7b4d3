/** The row of a job, and the job it is. */
import type { Job } from "./job.ts";

const columnsBut = (request: string) => `id, kind, state, progress, message, attempt, max_attempts,
  priority, ${request}, engine, engine_version, error, created_at, updated_at, started_at,
  finished_at, estimated_completion`;

/**
 * The columns of a job as it is told, as its owner may select them. A text of more than 8 KiB in the
 * request is its beginning and its length: the megabytes of an alignment never leave the database.
 */
export const columns = columnsBut(
  "case when octet_length(request::text) <= 8192 then request else public.told_shortly(request) end as request",
);

/** The same where many are told: a request of more than 8 KiB is left out. */
export const columnsInLists = columnsBut(
  "case when octet_length(request::text) <= 8192 then request end as request",
);

type Time = "created_at" | "updated_at" | "started_at" | "finished_at" | "estimated_completion";

/** A row of these columns. */
export interface JobRow extends Omit<Job, Time> {
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly estimated_completion: Date | null;
}

/** The job of a row. */
export function toJob(row: JobRow): Job {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    finished_at: row.finished_at?.toISOString() ?? null,
    estimated_completion: row.estimated_completion?.toISOString() ?? null,
  };
}
