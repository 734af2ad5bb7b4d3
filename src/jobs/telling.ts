/** How a job is told over HTTP: in all the words that its readers know. */
import type { Job, ToldJob } from "./job.ts";
import type { Kind } from "./kind.ts";
import { statusOf } from "./state.ts";

/**
 * Tells a job.
 * @param kind the job's, if this program knows it
 */
export function tellJob(job: Job, kind: Pick<Kind, "progressTold"> | undefined): ToldJob {
  const { id, state, progress } = job;
  return {
    ...job,
    job_id: id,
    status: statusOf(state),
    progress: kind?.progressTold === "percent" ? percentOf(progress) : progress,
  };
}

/** A share, 0 … 1, in percent, to a tenth. */
export function percentOf(share: number): number {
  return Math.round(share * 1000) / 10;
}
