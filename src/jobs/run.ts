/** One attempt at a job, from its claim to whatever became of it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "#src/storage/database.ts";
import { DatabaseError } from "#src/storage/failure.ts";
import { failureOf, JobStopped, type StopReason } from "./failure.ts";
import type { Attempt, Finished, Kind } from "./kind.ts";
import { complete, fail, type Held, putBack, saveCheckpoint } from "./lifecycle.ts";
import type { JobLog } from "./log.ts";
import { untilReached } from "./patience.ts";
import type { Queue } from "./queue.ts";
import { startReporting } from "./reporting.ts";

/** Work that was told to stop is waited for this long; then it is left to itself. */
const STOP_MS = 3000;
/** Longest pause before a job is tried again, in seconds. */
const LONGEST_DELAY = 60;

/** What attempts need of their worker. */
export interface RunContext {
  readonly database: Database;
  readonly queue: Queue;
  readonly log: JobLog;
  /** Aborts when a database that is away must no longer be waited for. */
  readonly patience: AbortSignal;
}

/** What became of an attempt: the job's final state, or that it is another's to go on with. */
export type Outcome = "completed" | "failed" | "cancelled" | "passed on";

/** An attempt under way. */
export interface Run {
  readonly held: Held;
  /** Tells the work to stop; the first reason counts. */
  stop(reason: StopReason): void;
  /** Resolves when the row says what became of it; rejects if that could not be written. */
  readonly done: Promise<Outcome>;
}

/** How the work ended, before the row says so. */
type Ending =
  | { readonly finished: Finished }
  | { readonly error: unknown }
  | { readonly stopped: StopReason };

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
    report: (progress, message) =>
      reporter.take({ progress, ...(message !== undefined && { message }) }),
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
    const message = reporter.end();
    return await record(ending, held, { ...context, message });
  } finally {
    // Whoever comes next has the place of this work, and should not share it.
    await forAWhile(work);
  }
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

interface RecordContext extends RunContext {
  /** What the work said last, if it is not written yet. */
  readonly message: string | undefined;
}

/** Writes how the work ended, as soon as the database is there to hear it. */
async function record(ending: Ending, held: Held, context: RecordContext): Promise<Outcome> {
  if ("finished" in ending) {
    try {
      return await recordFinished(ending.finished, held, context);
    } catch (error) {
      // What the work wanted written was refused: that is a failure of the work.
      if (context.patience.aborted) throw error;
      return await recordError(error, held, context);
    }
  }
  if ("error" in ending) return recordError(ending.error, held, context);
  switch (ending.stopped) {
    case "cancelled":
      return "cancelled";
    case "lost":
      return "passed on";
    case "timed_out":
      return recordFailed(
        {
          code: "timed_out",
          message: `It took longer than the ${held.timeoutSeconds} s it was given.`,
          detail: null,
        },
        held,
        context,
      );
    case "handed_back":
      return recordPutBack({ failures: 0, message: "", delay: 0 }, held, context);
  }
}

function recordFinished(
  { result, commit }: Finished,
  held: Held,
  { database, patience, message }: RecordContext,
): Promise<Outcome> {
  return untilReached(
    () =>
      database.transaction(async (session) => {
        if (!(await complete(session, held, { result, message }))) return "passed on";
        await commit?.(session);
        return "completed";
      }),
    patience,
  );
}

async function recordError(error: unknown, held: Held, context: RunContext): Promise<Outcome> {
  const { retry, ...failure } = failureOf(error);
  if (failure.code === "internal") {
    context.log.error({ err: error, job: held.id, kind: held.kind }, "A job's work failed.");
  }
  const failures = held.failures + 1;
  if (!retry || failures >= held.maxAttempts) return recordFailed(failure, held, context);
  // Twice as long each time; the chance keeps jobs that failed together from coming back together.
  const delay = Math.min(2 ** failures, LONGEST_DELAY) * (0.5 + Math.random() / 2);
  const message = `Attempt ${held.attempt} failed; another follows.`;
  return recordPutBack({ failures: 1, message, delay }, held, context);
}

async function recordFailed(
  failure: Parameters<typeof fail>[2],
  held: Held,
  { database, log, patience }: RunContext,
): Promise<Outcome> {
  const write = (error: typeof failure) =>
    untilReached(() => fail(database, held, error), patience);
  const isHeld = await write(failure).catch((refusal: unknown) => {
    if (!(refusal instanceof DatabaseError)) throw refusal;
    log.error({ err: refusal, job: held.id }, "A job's error could not be stored as it was.");
    return write({ code: failure.code, message: "The work failed.", detail: null });
  });
  return isHeld ? "failed" : "passed on";
}

async function recordPutBack(
  { failures, message, delay }: { failures: 0 | 1; message: string; delay: number },
  held: Held,
  { database, queue, patience }: RunContext,
): Promise<Outcome> {
  const { id: job, kind, priority } = held;
  await untilReached(
    () =>
      database.transaction(async (session) => {
        const delivery = await queue.deliver(session, { kind, job, priority, delay });
        // If the job is lost, its receiver finds that the delivery is not the job's.
        await putBack(session, held, { delivery, failures, message });
      }),
    patience,
  );
  return "passed on";
}
