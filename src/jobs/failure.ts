/** Errors of jobs: how work says that it failed, and why work is stopped. */
import type { JobError } from "./job.ts";

/** What there is to say about a failure besides the sentence. */
export interface FailureOptions extends ErrorOptions {
  /** Anything JSON can hold, for whoever submitted the job. Default: null. */
  readonly detail?: unknown;
  /** Whether another attempt may end better. Default: no, the request is at fault. */
  readonly retry?: boolean;
}

/** Work failed for a reason that its submitter is told. Any other error reaches only the log. */
export class JobFailure extends Error {
  override readonly name = "JobFailure";
  /** For programs, as in `timed_out`. */
  readonly code: string;
  readonly detail: unknown;
  readonly retry: boolean;

  constructor(code: string, message: string, options: FailureOptions = {}) {
    super(message, options);
    this.code = code;
    this.detail = options.detail ?? null;
    this.retry = options.retry ?? false;
  }
}

/**
 * This worker lacks what the work needs, such as a program; another may have it. The job goes back to
 * the queue as it was, and counts no attempt that ended badly.
 */
export class JobNotHere extends Error {
  override readonly name = "JobNotHere";
}

/**
 * Why work is told to stop: somebody cancelled the job; another worker has it, or nobody any more;
 * its time is over; this worker closes and hands it back.
 */
export type StopReason = "cancelled" | "lost" | "timed_out" | "handed_back";

/** The reason of the signal that stops work, and the error of whatever work asks for after it. */
export class JobStopped extends Error {
  override readonly name = "JobStopped";
  readonly reason: StopReason;

  constructor(reason: StopReason) {
    super(`The work is to stop: ${reason.replaceAll("_", " ")}.`);
    this.reason = reason;
  }
}

/** What an error of a kind's work means: what its submitter is told, and whether to try again. */
export function failureOf(error: unknown): JobError & { readonly retry: boolean } {
  if (error instanceof JobFailure) {
    const { code, message, detail, retry } = error;
    return { code, message, detail, retry };
  }
  return {
    code: "internal",
    message: "The server failed. Its log has the reason under the job's id.",
    detail: null,
    retry: true,
  };
}
