/** A sweep as a job of a running server. */
import { bestResults, getJobResult, ProblemError, submitSweep } from "#src/client/index.ts";
import type { SweepResult } from "#src/impedance/result.ts";
import { UsageError } from "./flags.ts";
import { completes } from "./following.ts";
import { type RemoteOptions, remote } from "./remote.ts";
import { badPlace, type SweepFlags } from "./sweep-flags.ts";
import type { BestRows } from "./sweep-text.ts";

/** Flags that only a job has. */
export interface JobFlags {
  readonly detach?: boolean;
  readonly filename?: string;
  readonly name?: string;
  readonly description?: string;
  readonly public?: boolean;
}

interface SubmittedOptions extends SweepFlags, JobFlags, RemoteOptions {
  readonly quiet?: boolean;
}

/** What the job has found. */
export interface FoundThere {
  readonly result: SweepResult;
  readonly best: BestRows;
}

/**
 * Submits the sweep, and follows it to its end unless it is detached.
 * @param given the fields of the request that were stated
 * @param count how many of the best rows are given back
 * @returns undefined if it is detached, or ended without a result, which has been said
 * @throws UsageError for what the server refuses of the request; Interrupted, while the job goes on
 */
export async function submittedSweep(
  given: Readonly<Record<string, unknown>>,
  options: SubmittedOptions,
  count: number,
): Promise<FoundThere | undefined> {
  const server = remote(options);
  const { id } = await submitSweep(given, server).catch((error: unknown) => {
    if (!(error instanceof ProblemError) || error.errors.length === 0) throw error;
    throw new UsageError(
      error.errors.map(({ path, message }) => badPlace(path.split("."), message, options)),
    );
  });
  if (options.detach) {
    console.log(id);
    return undefined;
  }
  const isQuiet = options.quiet === true;
  if (!isQuiet) console.error(`Job ${id}; it goes on if this stops: retort jobs watch ${id}`);
  if (!(await completes(id, server, { isQuiet }))) return undefined;
  const result = (await getJobResult(id, server)) as SweepResult;
  const { data } = await bestResults(result.filename, count, server);
  return { result, best: data };
}
