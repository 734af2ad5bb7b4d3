/** A prediction that was waited for and has no result. */
import type { Job } from "#src/jobs/job.ts";

/** Codes of failures that the same request would meet again. */
const lasting = [
  "input_at_fault",
  "out_of_memory",
  "timed_out",
  "no_msa_server",
  "msa_refused",
  "msa_invalid",
  "nim_refused",
  "nim_credentials",
  "nim_invalid",
  "outdated_request",
];

/** The job has ended without a result, for the reason that it says. */
export class PredictionFailedError extends Error {
  override readonly name = "PredictionFailedError";
  readonly statusCode: number;
  /** Seconds after which to ask again, if that may end better. */
  readonly retryAfter?: number;

  constructor({ id, state, error }: Pick<Job, "id" | "state" | "error">) {
    const became = state === "cancelled" ? "was cancelled." : `failed: ${error?.message}`;
    super(`Job ${id} ${became}`);
    const isPassing = error !== null && !lasting.includes(error.code);
    this.statusCode = state === "cancelled" ? 409 : isPassing ? 503 : 422;
    if (isPassing) this.retryAfter = 60;
  }
}
