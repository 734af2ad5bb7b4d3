/** Sweeps, asked of a server: jobs that leave a dataset. */
import type * as z from "zod";
import type { sweepRequest } from "#src/impedance/request.ts";
import type { Job } from "#src/jobs/job.ts";
import { type SubmitOptions, submit } from "./jobs.ts";

/** What may be swept; every field has a default, and so has the whole: the standard circuit, 5⁵ points. */
export type SweepRequest = z.input<ReturnType<typeof sweepRequest>>;

/**
 * Submits a sweep as a job of kind `sweep`, whose request says the name of the dataset that it makes.
 * @throws ProblemError when the server refuses: its `errors` name the fields; 409 for a `filename`
 *   that is taken; 429, with `retryAfter`, when the queue is full.
 * @throws ConnectionError when it cannot be reached or goes away.
 */
export function submitSweep(request: SweepRequest, options: SubmitOptions = {}): Promise<Job> {
  return submit("api/sweeps", request, options);
}
