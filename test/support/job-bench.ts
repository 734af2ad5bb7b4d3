/** Jobs in the test's own process. */
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { hasEnded, type Job } from "#src/jobs/job.ts";
import { type Jobs, type JobsOptions, openJobs } from "#src/jobs/jobs.ts";
import { defineKind, type Kind, type KindDefinition } from "#src/jobs/kind.ts";
import { getJob } from "#src/jobs/own.ts";
import type { Submission } from "#src/jobs/submit.ts";
import type { Database } from "#src/storage/database.ts";
import { type Identity, localUser } from "#src/storage/identity.ts";
import { type DatabaseSettings, openDatabase } from "#src/storage/open.ts";
import { deadly, forgetful, noLog, stepping } from "./job-kinds.ts";

/** A kind that does what a test wants done. */
export function kindThat(
  run: KindDefinition<unknown, unknown>["run"],
  changed: Partial<KindDefinition<unknown, unknown>> = {},
): Kind {
  return defineKind({
    name: "test",
    request: z.unknown(),
    checkpoint: z.unknown(),
    concurrency: 1,
    timeoutSeconds: 60,
    maxAttempts: 3,
    run,
    ...changed,
  });
}

/** A kind that finds nothing, and notes what it was asked. */
export function noting(): { readonly kind: Kind; readonly begun: unknown[] } {
  const begun: unknown[] = [];
  const kind = kindThat(async (request) => {
    begun.push(request);
    return { result: null };
  });
  return { kind, begun };
}

/** Until the signal; it then ends as work does that heeds it. */
export function untilTold(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

/** Jobs that a test submits and waits for. */
export interface Bench extends AsyncDisposable {
  readonly jobs: Jobs;
  submit(submission?: Partial<Submission>, identity?: Identity): Promise<Job>;
  /** The job once it has ended, or once it is as wanted. */
  until(job: Job, isSo?: (now: Job) => boolean): Promise<Job>;
}

/** Opens jobs of one kind. */
export async function openBench(
  database: Database,
  kind: Kind,
  options: Partial<JobsOptions> = {},
): Promise<Bench> {
  const jobs = await openJobs({ database, kinds: [kind], worker: true, log: noLog, ...options });
  return {
    jobs,
    async submit(submission = {}, identity = localUser) {
      return (await jobs.submit(identity, { kind, request: {}, ...submission })).job;
    },
    async until({ id }, isSo = ({ state }) => hasEnded(state)) {
      for (;;) {
        const now = await getJob(database, localUser, id);
        if (isSo(now)) return now;
        await sleep(20);
      }
    },
    [Symbol.asyncDispose]: () => jobs.close({ graceSeconds: 0 }),
  };
}

/** The jobs of a database whose traces are looked at, and whose workers may die. */
export async function openTraced(settings: DatabaseSettings, worker = false) {
  const database = await openDatabase(settings);
  const kinds = [stepping(database), deadly, forgetful];
  const jobs = await openJobs({ database, kinds, worker, log: noLog, deathSeconds: 10 });
  let isOpen = true;
  return {
    database,
    jobs,
    async [Symbol.asyncDispose]() {
      if (!isOpen) return;
      isOpen = false;
      await jobs.close({ graceSeconds: 0 });
      await database.close();
    },
  };
}
