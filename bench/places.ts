/** Retort's own database and jobs, opened as the server opens them, for measuring. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { openJobs } from "#src/jobs/jobs.ts";
import { defineKind } from "#src/jobs/kind.ts";
import { asUser, localUser } from "#src/storage/identity.ts";
import { openDatabase } from "#src/storage/open.ts";
import { countDown } from "./count-down.ts";
import { newServerDatabase } from "./server-database.ts";

/** Jobs that one worker works on at once, ours and the bare queue's. */
export const concurrency = 4;

/** A queue with a worker that does nothing with each job. */
export interface QueuePlace extends AsyncDisposable {
  submit(): Promise<unknown>;
  /** Resolves with the time at which the last of so many jobs' work began, once all have begun. */
  afterJobs(jobs: number): Promise<number>;
}

/** Retort. */
export interface Place extends QueuePlace {
  readonly description: string;
  statementAsUser(): Promise<unknown>;
}

/** Opens one on PGlite, or on a new database of a Postgres. */
export async function ourPlace(server: string | undefined): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), "retort-bench-"));
  const onServer = server === undefined ? undefined : await newServerDatabase(server);
  const database = await openDatabase({ url: onServer?.url, dataDir });
  const began = countDown();
  const idling = defineKind({
    name: "idle",
    request: z.object({}),
    concurrency,
    timeoutSeconds: 60,
    maxAttempts: 1,
    async run() {
      began.tell();
      return { result: null };
    },
  });
  const log = { info() {}, warn: console.error, error: console.error };
  const jobs = await openJobs({ database, kinds: [idling], worker: true, log, queueLimit: 1e6 });
  return {
    description: database.description.replace(/( in |, ).*$/, ""),
    submit: () => jobs.submit(localUser, { kind: idling, request: {} }),
    afterJobs: began.after,
    statementAsUser: () => asUser(database, localUser, (session) => session.query("select 1")),
    async [Symbol.asyncDispose]() {
      await jobs.close({ graceSeconds: 1 });
      await database.close();
      await onServer?.[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
