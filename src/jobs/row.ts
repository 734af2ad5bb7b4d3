/** The row of a job, and the job it is. */
import type { Job } from "./job.ts";

/** The columns of a job as it is told, as its owner may select them. */
export const columns = `id, kind, state, progress, message, attempt, max_attempts, priority, request,
  engine, engine_version, error, created_at, started_at, finished_at`;

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
