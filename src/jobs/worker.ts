/** Works on jobs: takes what the queue brings, and watches what becomes of it. */
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Kind } from "./kind.ts";
import { claim, lookAt } from "./lifecycle.ts";
import type { Outcome, RunContext } from "./outcome.ts";
import { untilReached } from "./patience.ts";
import { type Run, startRun } from "./run.ts";

/** Running jobs are looked at this often: whoever cancels one is heard within it. */
const LOOK_MS = 250;
/** A worker that closes waits this long for a database that is away. */
const PARTING_MS = 5000;

/** A worker. */
export interface Worker {
  /**
   * Takes nothing more, lets jobs finish for `graceSeconds`, and hands the others back to the queue.
   * When it resolves, no job is this worker's. Should the database be away, the queue finds out.
   */
  close(options: { readonly graceSeconds: number }): Promise<void>;
}

/** What a worker works with. */
export interface WorkerOptions extends Omit<RunContext, "patience"> {
  readonly kinds: readonly Kind[];
  /** Told of every job that ended here. */
  readonly ended?: ((kind: string, state: Exclude<Outcome, "passed on">) => void) | undefined;
}

/** Starts a worker. */
export async function startWorker({ kinds, ended, ...options }: WorkerOptions): Promise<Worker> {
  const { database, queue, log } = options;
  const name = `${hostname()} ${process.pid} ${randomUUID()}`;
  const running = new Map<string, Run>();
  const underWay = new Set<Promise<void>>();
  const patience = new AbortController();
  const context = { ...options, patience: patience.signal };
  let isClosing = false;

  async function take(kind: Kind, job: string, delivery: string): Promise<void> {
    // The queue brings it again, to another worker.
    if (isClosing) throw new Error("This worker closes.");
    const present = running.get(job);
    if (present !== undefined) {
      // A worker that was cut off from the database passes for dead. It is not: it works on.
      await present.done;
      return;
    }
    let isRepeated = false;
    const held = await untilReached(() => {
      const claimed = claim(database, { job, delivery, worker: name, isRepeated });
      isRepeated = true;
      return claimed;
    }, patience.signal);
    if (held === undefined) return;
    const run = startRun(kind, held, context);
    running.set(job, run);
    if (isClosing) run.stop("handed_back");
    try {
      const outcome = await run.done;
      if (outcome !== "passed on") ended?.(kind.name, outcome);
    } catch (error) {
      log.error({ err: error, job }, "What became of a job could not be written: it comes again.");
      throw error;
    } finally {
      running.delete(job);
    }
  }

  /** Stops the work on jobs that are no longer this worker's. */
  async function look(): Promise<void> {
    const runs = [...running.values()];
    const standings = await lookAt(
      database,
      runs.map(({ held }) => held.id),
    );
    const standing = new Map(standings.map((found) => [found.id, found]));
    for (const { held, stop } of runs) {
      const now = standing.get(held.id);
      if (now?.state === "cancelled") stop("cancelled");
      else if (now?.state !== "running" || now.attempt !== held.attempt) stop("lost");
    }
  }

  const watching = new AbortController();
  const watched = (async () => {
    while (!watching.signal.aborted) {
      await sleep(LOOK_MS, undefined, { signal: watching.signal, ref: false }).catch(() => {});
      // A database that is away has nothing to say.
      if (running.size > 0) await look().catch(() => {});
    }
  })();

  // A promise that some work forgot is no reason to end everybody's.
  const forgotten = (error: unknown) => log.error({ err: error }, "A promise failed, unheeded.");
  process.on("unhandledRejection", forgotten);

  for (const kind of kinds) {
    const { concurrency, isQuick } = kind;
    const places = { concurrency, hasQuick: isQuick !== undefined };
    await queue.receive(kind.name, places, async (job, delivery) => {
      const taken = take(kind, job, delivery);
      underWay.add(taken);
      await taken.finally(() => underWay.delete(taken));
    });
  }

  return {
    async close({ graceSeconds }) {
      isClosing = true;
      queue.rest();
      const all = Promise.allSettled(underWay);
      await Promise.race([all, sleep(graceSeconds * 1000, undefined, { ref: false })]);
      for (const run of running.values()) run.stop("handed_back");
      const parting = setTimeout(() => patience.abort(), PARTING_MS);
      await all;
      clearTimeout(parting);
      watching.abort();
      await watched;
      process.off("unhandledRejection", forgotten);
    },
  };
}
