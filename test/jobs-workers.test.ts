/** Workers in processes of their own: they share the jobs, and go on where others ended. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { getJob } from "#src/jobs/own.ts";
import { localUser } from "#src/storage/identity.ts";
import { lackOf, newDatabase } from "./support/databases.ts";
import { openTraced } from "./support/job-bench.ts";
import { deadly, forgetful, stepping } from "./support/job-kinds.ts";
import { startWorkerProcess } from "./support/job-processes.ts";
import { assertAllDoneOnce, makeTraces, untilIdle } from "./support/job-traces.ts";

// All at once: a worker's death is noticed by its silence, which takes most of the time.
const together = { concurrency: true };
const onPostgres = { skip: lackOf("postgres"), timeout: 240_000 };

describe("workers", together, () => {
  test("200 jobs over several workers are each done once", onPostgres, async (context) => {
    const settings = await newDatabase(context, "postgres");
    await using opened = await openTraced(settings);
    const { database, jobs } = opened;
    await makeTraces(database);
    const kind = stepping(database);
    const workers = Array.from({ length: 3 }, () => startWorkerProcess(settings));
    try {
      await Promise.all(workers.map(({ ready }) => ready));
      await Promise.all(
        Array.from({ length: 200 }, () =>
          jobs.submit(localUser, { kind, request: { steps: 2, pause: 0.01 } }),
        ),
      );
      await untilIdle(database, 60);
    } finally {
      await Promise.all(workers.map((worker) => worker[Symbol.asyncDispose]()));
    }
    await assertAllDoneOnce(database, 200);
    const { rows } = await database.query<{ workers: number }>(
      "select count(distinct worker)::int as workers from jobs",
    );
    assert.equal(rows[0]!.workers, 3, "all of them are to work");
  });

  test(
    "a job that kills its worker fails after its attempts, and says so",
    onPostgres,
    async (context) => {
      const settings = await newDatabase(context, "postgres");
      await using opened = await openTraced(settings);
      const { database, jobs } = opened;
      const { job } = await jobs.submit(localUser, { kind: deadly, request: {} });
      const idle = untilIdle(database, 100);
      for (let isIdle = false; !isIdle; ) {
        await using worker = startWorkerProcess(settings);
        isIdle = await Promise.race([worker.gone.then(() => false), idle.then(() => true)]);
      }
      const { state, attempt, error } = await getJob(database, localUser, job.id);
      assert.equal(state, "failed");
      assert.equal(attempt, 3);
      assert.equal(error?.code, "worker_lost");
      assert.match(error.message, /worker died/);
    },
  );

  test("a promise that work forgot ends no worker", onPostgres, async (context) => {
    const settings = await newDatabase(context, "postgres");
    await using opened = await openTraced(settings);
    const { database, jobs } = opened;
    const { job } = await jobs.submit(localUser, { kind: forgetful, request: {} });
    await using _worker = startWorkerProcess(settings);
    await untilIdle(database, 30);
    assert.equal((await getJob(database, localUser, job.id)).state, "completed");
  });

  test(
    "a worker that is told to end hands its jobs back, and another goes on",
    onPostgres,
    async (context) => {
      const settings = await newDatabase(context, "postgres");
      await using opened = await openTraced(settings);
      const { database, jobs } = opened;
      await makeTraces(database);
      const kind = stepping(database);
      const { job } = await jobs.submit(localUser, { kind, request: { steps: 30, pause: 0.1 } });
      await using first = startWorkerProcess(settings);
      for (let step = 0; step < 5; await sleep(100)) {
        const { rows } = await database.query<{ checkpoint: number | null }>(
          "select checkpoint from jobs",
        );
        step = rows[0]!.checkpoint ?? 0;
      }
      await first.end("SIGTERM");
      assert.equal((await getJob(database, localUser, job.id)).state, "queued");
      await using second = startWorkerProcess(settings);
      await second.ready;
      await untilIdle(database, 30);
      await assertAllDoneOnce(database, 1);
      const { rows } = await database.query("select failures, attempt from jobs");
      assert.deepEqual(rows, [{ failures: 0, attempt: 2 }]);
      const { rows: beginnings } = await database.query<{ step: number }>(
        "select step from beginnings order by attempt",
      );
      assert(beginnings[1]!.step >= 5, "the second goes on where the first was");
    },
  );
});
