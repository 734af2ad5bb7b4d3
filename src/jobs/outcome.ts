/** What becomes of a job when the work on it ends. */
import type { Database } from "#src/storage/database.ts";
import { DatabaseError } from "#src/storage/failure.ts";
import { failureOf, JobNotHere, type StopReason } from "./failure.ts";
import type { JobError } from "./job.ts";
import type { Finished } from "./kind.ts";
import { complete, fail, type Held, putBack, type Report } from "./lifecycle.ts";
import type { JobLog } from "./log.ts";
import { untilReached } from "./patience.ts";
import type { Queue } from "./queue.ts";

/** Longest pause before a job is tried again, in seconds. */
const LONGEST_DELAY = 60;
/**
 * Pause before a job that a worker lacks something for comes to another, or to the same, in seconds: so
 * much longer with each attempt, every one of which leaves events.
 */
const ELSEWHERE_DELAY = 5;

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

/** How the work ended, before the row says so. */
export type Ending =
  | { readonly finished: Finished }
  | { readonly error: unknown }
  | { readonly stopped: StopReason };

/** What the row needs to know besides. */
export interface RecordContext extends RunContext {
  /** What the work said last and is not written yet. */
  readonly unsaid: Report;
}

/** Writes how the work ended, as soon as the database is there to hear it. */
export async function record(ending: Ending, held: Held, context: RecordContext): Promise<Outcome> {
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
  { database, patience, unsaid }: RecordContext,
): Promise<Outcome> {
  return untilReached(
    () =>
      database.transaction(async (session) => {
        if (!(await complete(session, held, { result, unsaid }))) return "passed on";
        await commit?.(session);
        return "completed";
      }),
    patience,
  );
}

async function recordError(error: unknown, held: Held, context: RunContext): Promise<Outcome> {
  if (error instanceof JobNotHere) {
    const back = {
      failures: 0,
      message: error.message.slice(0, 1000),
      delay: Math.min(ELSEWHERE_DELAY * held.attempt, LONGEST_DELAY),
    } as const;
    return recordPutBack(back, held, context);
  }
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
  failure: JobError,
  held: Held,
  { database, log, patience }: RunContext,
): Promise<Outcome> {
  const write = (error: JobError) => untilReached(() => fail(database, held, error), patience);
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
