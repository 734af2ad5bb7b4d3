/** One attempt at a job: its work, and what stops it. */
import { setTimeout as sleep } from "node:timers/promises";
import { JobStopped, type StopReason } from "./failure.ts";
import type { Attempt, Kind } from "./kind.ts";
import { type Held, saveCheckpoint } from "./lifecycle.ts";
import { type Ending, type Outcome, type RunContext, record } from "./outcome.ts";
import { untilReached } from "./patience.ts";
import { startReporting } from "./reporting.ts";

/** Work that was told to stop is waited for this long; then it is left to itself. */
const STOP_MS = 3000;

/** An attempt under way. */
export interface Run {
  readonly held: Held;
  /** Tells the work to stop; the first reason counts. */
  stop(reason: StopReason): void;
  /** Resolves when the row says what became of it; rejects if that could not be written. */
  readonly done: Promise<Outcome>;
}

/** Begins an attempt at a job that was claimed. */
export function startRun(kind: Kind, held: Held, context: RunContext): Run {
  const control = new AbortController();
  const stop = (reason: StopReason) => control.abort(new JobStopped(reason));
  return { held, stop, done: run(kind, held, { ...context, signal: control.signal, stop }) };
}

interface RunningContext extends RunContext {
  readonly signal: AbortSignal;
  readonly stop: Run["stop"];
}

async function run(kind: Kind, held: Held, context: RunningContext): Promise<Outcome> {
  const { database, signal, stop, patience } = context;
  const reporter = startReporting(database, held, () => stop("lost"));
  const attempt: Attempt<unknown> = {
    job: held.id,
    owner: held.owner,
    attempt: held.attempt,
    signal,
    checkpoint: held.checkpoint ?? undefined,
    async save(checkpoint) {
      signal.throwIfAborted();
      const isHeld = await untilReached(
        () => saveCheckpoint(database, held, checkpoint),
        AbortSignal.any([signal, patience]),
      );
      if (!isHeld) stop("lost");
      signal.throwIfAborted();
    },
    report: (progress, message, secondsLeft) =>
      reporter.take({
        progress,
        ...(message !== undefined && { message }),
        estimatedCompletion: inSeconds(secondsLeft),
      }),
    engine: (engine, engineVersion) => reporter.take({ engine, engineVersion }),
  };
  const timer = setTimeout(stop, held.timeoutSeconds * 1000, "timed_out");
  const work = Promise.resolve()
    .then(() => kind.run(held.request, attempt))
    .then(
      (finished): Ending => ({ finished }),
      (error: unknown): Ending => ({ error }),
    );
  try {
    const ending = await endOf(work, signal);
    clearTimeout(timer);
    const unsaid = reporter.end();
    return await record(ending, held, { ...context, unsaid });
  } finally {
    // Whoever comes next has the place of this work, and should not share it.
    await forAWhile(work);
  }
}

/** Estimates beyond this are no estimates, in seconds: some 30 years. */
const LONGEST_ESTIMATE = 1e9;

/** The time in so many seconds; null where that is unknown, or says nothing. */
function inSeconds(seconds = Number.NaN): Date | null {
  const isTold = seconds >= 0 && seconds <= LONGEST_ESTIMATE;
  return isTold ? new Date(Date.now() + seconds * 1000) : null;
}

/** How the work ends: by itself, or by its signal. */
async function endOf(work: Promise<Ending>, signal: AbortSignal): Promise<Ending> {
  const told = new Promise<undefined>((resolve) => {
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  const ending = await Promise.race([work, told]);
  if (ending !== undefined && !signal.aborted) return ending;
  const { reason } = signal.reason as JobStopped;
  // Time is over at once; otherwise the work is let go first, and a job handed back may be done by then.
  if (reason === "timed_out") return { stopped: reason };
  const last = await forAWhile(work);
  const isDone = reason === "handed_back" && last !== undefined && "finished" in last;
  return isDone ? last : { stopped: reason };
}

/** Waits for work that was told to stop, but not for ever. */
async function forAWhile(work: Promise<Ending>): Promise<Ending | undefined> {
  const enough = new AbortController();
  const pause = sleep(STOP_MS, undefined, { signal: enough.signal });
  try {
    return await Promise.race([work, pause]);
  } finally {
    enough.abort();
  }
}
