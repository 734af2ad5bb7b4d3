/** Workers that are killed: no job is lost, none is done twice, and every job ends. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openJobs } from "#src/jobs/jobs.ts";
import { getJob } from "#src/jobs/own.ts";
import { localUser } from "#src/storage/identity.ts";
import { type DatabaseSettings, openDatabase } from "#src/storage/open.ts";
import { lackOf, newDatabase } from "./support/databases.ts";
import { deadly, forgetful, noLog, stepping } from "./support/job-kinds.ts";
import { startWorkerProcess } from "./support/job-processes.ts";
import { assertAllDoneOnce, makeTraces, untilIdle } from "./support/job-traces.ts";

const onPostgres = { skip: lackOf("postgres"), timeout: 240_000 };

test("a hundred kills lose no job and do none twice", onPostgres, async (context) => {
  const settings = await newDatabase(context, "postgres");
  await using opened = await open(settings);
  const { database, jobs } = opened;
  await makeTraces(database);
  const kind = stepping(database);
  const submit = () => jobs.submit(localUser, { kind, request: { steps: 10, pause: 0.1 } });
  const count = 120;
  for (let index = 0; index < count; index++) await submit();

  const places = Array.from({ length: 4 }, () => startWorkerProcess(settings));
  let kills = 0;
  const inPlace = async (place: number) => {
    while (kills < 100) {
      await places[place]!.ready;
      await sleep(Math.random() * 1000);
      if (kills++ < 100) {
        await places[place]!.end("SIGKILL");
        places[place] = startWorkerProcess(settings);
      }
    }
  };
  try {
    await Promise.all(places.map((_, place) => inPlace(place)));
    await untilIdle(database, 120);
  } finally {
    await Promise.all(places.map((worker) => worker[Symbol.asyncDispose]()));
  }
  await assertAllDoneOnce(database, count);
  const { rows } = await database.query<{ again: number }>(
    "select count(*)::int as again from beginnings where attempt > 1",
  );
  assert(rows[0]!.again > 20, "kills are to hit jobs at work");
});

test("200 jobs over several workers are each done once", onPostgres, async (context) => {
  const settings = await newDatabase(context, "postgres");
  await using opened = await open(settings);
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
    await using opened = await open(settings);
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
  await using opened = await open(settings);
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
    await using opened = await open(settings);
    const { database, jobs } = opened;
    await makeTraces(database);
    const kind = stepping(database);
    const { job } = await jobs.submit(localUser, { kind, request: { steps: 30, pause: 0.1 } });
    await using first = startWorkerProcess(settings);
    await first.ready;
    await sleep(1500);
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

test("a whole program that is killed ten times loses no job and does none twice", {
  timeout: 240_000,
}, async (context) => {
  const settings = await newDatabase(context, "pglite");
  await using before = await open(settings);
  await makeTraces(before.database);
  await before[Symbol.asyncDispose]();

  for (let kill = 0; kill < 10; kill++) {
    const program = startWorkerProcess(settings, 3);
    await program.ready;
    await sleep(Math.random() * 1500);
    await program.end("SIGKILL");
  }
  await using after = await open(settings, true);
  await untilIdle(after.database, 60);
  await assertAllDoneOnce(after.database, 30);
});

async function open(settings: DatabaseSettings, worker = false) {
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
