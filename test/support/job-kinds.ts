/** Kinds of jobs for tests, whose work leaves traces in tables of the test. */
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { defineKind, type Kind } from "#src/jobs/kind.ts";
import type { JobLog } from "#src/jobs/log.ts";
import type { Database } from "#src/storage/database.ts";

/** Says nothing. */
export const noLog: JobLog = { info() {}, warn() {}, error() {} };

/**
 * Makes the tables: `effects` has a row for every completion, `beginnings` one for every attempt with
 * the step from which it went on. Nothing keeps a job out that is done twice.
 */
export async function makeTraces(database: Database): Promise<void> {
  await database.query(`reset role;
    create table effects (job uuid not null);
    create table beginnings (job uuid not null, attempt int not null, step int not null);
    grant select, insert on effects, beginnings to retort;
    set role retort`);
}

/** Goes so many steps, saves each, and leaves an effect. */
export function stepping(database: Database): Kind {
  return defineKind({
    name: "step",
    request: z.object({ steps: z.int(), pause: z.number().describe("Seconds a step takes") }),
    checkpoint: z.int(),
    concurrency: 3,
    timeoutSeconds: 600,
    maxAttempts: 1000,
    async run({ steps, pause }, { job, attempt, checkpoint = 0, signal, save, report }) {
      await database.query("insert into beginnings values ($1, $2, $3)", [
        job,
        attempt,
        checkpoint,
      ]);
      for (let step = checkpoint + 1; step <= steps; step++) {
        await sleep(pause * 1000, undefined, { signal });
        report(step / steps, `Step ${step}`);
        await save(step);
      }
      return {
        result: { steps },
        async commit(session) {
          await session.query("insert into effects values ($1)", [job]);
        },
      };
    },
  });
}

/** Kills the process that works on it. */
export const deadly = defineKind({
  name: "deadly",
  request: z.object({}),
  concurrency: 1,
  timeoutSeconds: 60,
  maxAttempts: 3,
  run() {
    process.kill(process.pid, "SIGKILL");
    return new Promise(() => {});
  },
});
