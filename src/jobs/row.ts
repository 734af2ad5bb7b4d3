/** The row of a job, and the job it is. */
import type { Job } from "./job.ts";

const columnsBut = (request: string) => `id, kind, state, progress, message, attempt, max_attempts,
  priority, ${request}, engine, engine_version, error, created_at, started_at, finished_at`;

/** The columns of a job as it is told, as its owner may select them. */
export const columns = columnsBut("request");

/** The same where many are told: a request of more than 8 KiB is left out. */
export const columnsInLists = columnsBut(
  "case when octet_length(request::text) <= 8192 then request end as request",
);

type Time = "created_at" | "started_at" | "finished_at";

/** A row of these columns. */
export interface JobRow extends Omit<Job, Time> {
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
}

/** The job of a row. */
export function toJob(row: JobRow): Job {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}
