/** Sweeps over HTTP, in a place of their own. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type SweepResult, sweepResult } from "#src/impedance/result.ts";
import { hasEnded, type Job } from "#src/jobs/job.ts";
import type { DatabaseSettings } from "#src/storage/open.ts";
import { type WholeOptions, wholeApp } from "./app.ts";
import type { Ending } from "./last-first.ts";

/** Starts an application that sweeps. */
export async function startSweeps(
  ending: Ending,
  settings: DatabaseSettings,
  options: WholeOptions = {},
) {
  const { app, platform } = await wholeApp(ending, settings, { isWorker: true, ...options });

  const post = (body: object, headers: Record<string, string> = {}) =>
    app.inject({ method: "POST", url: "/api/sweeps", payload: body, headers });

  async function submit(body: object, headers: Record<string, string> = {}): Promise<Job> {
    const answer = await post(body, headers);
    assert(answer.statusCode === 202 || answer.statusCode === 200, answer.body);
    return answer.json();
  }

  async function until(job: Job, isSo = (now: Job) => hasEnded(now.state)): Promise<Job> {
    for (;;) {
      const now: Job = (await app.inject({ url: `/jobs/${job.id}` })).json();
      if (isSo(now)) return now;
      assert(!hasEnded(now.state), `The job ended: ${JSON.stringify(now.error)}`);
      await sleep(20);
    }
  }

  return {
    app,
    platform,
    post,
    submit,
    /** The job once it has ended, or once it is as wanted. */
    until,
    async resultOf(job: Job): Promise<SweepResult> {
      const { state, error } = await until(job);
      assert.equal(state, "completed", JSON.stringify(error));
      const result = await app.inject({ url: `/jobs/${job.id}/result` });
      return sweepResult.strict().parse(result.json());
    },
    async cancel({ id }: Job): Promise<Job> {
      return (await app.inject({ method: "DELETE", url: `/jobs/${id}` })).json();
    },
    /** Where a dataset's file is. */
    pathOf: (filename: string) => pathOf(settings.dataDir, filename),
  };
}

/** Where a dataset's file is, below a data directory. */
export function pathOf(dataDir: string, filename: string): string {
  return join(dataDir, "blobs", "npz", "user_generated", filename);
}

/** The name that a submitted sweep's file will have. */
export function filenameOf(job: Job): string {
  return (job.request as { filename: string }).filename;
}
