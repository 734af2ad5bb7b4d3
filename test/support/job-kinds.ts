/** Kinds of jobs for tests, whose work leaves traces: see job-traces.ts. */
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { defineKind, type Kind } from "#src/jobs/kind.ts";
import type { JobLog } from "#src/jobs/log.ts";
import type { Database } from "#src/storage/database.ts";

/** Says nothing. */
export const noLog: JobLog = { info() {}, warn() {}, error() {} };

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

/** Leaves a promise behind that fails, which nobody heeds. */
export const forgetful = defineKind({
  name: "forgetful",
  request: z.object({}),
  concurrency: 1,
  timeoutSeconds: 60,
  maxAttempts: 1,
  async run() {
    Promise.reject(new Error("forgotten"));
    await sleep(100);
    return { result: null };
  },
});
