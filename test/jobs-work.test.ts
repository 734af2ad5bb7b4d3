/** Work on jobs: its order, its failures and its ends. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { JobFailure, JobNotHere, type JobStopped } from "#src/jobs/failure.ts";
import { getJob, getResult, JobStateError } from "#src/jobs/own.ts";
import type { Database } from "#src/storage/database.ts";
import { localUser } from "#src/storage/identity.ts";
import { onBothDatabases, openTestDatabase } from "./support/databases.ts";
import { kindThat, noting, openBench, untilTold } from "./support/job-bench.ts";
import { makeTraces } from "./support/job-traces.ts";

onBothDatabases(
  "the highest priority begins first, and the oldest of one priority",
  async (database) => {
    const { begun, kind } = noting();
    await using before = await openBench(database, kind, { worker: false });
    for (const priority of [0, -100, 7, 0, 100]) {
      await before.submit({ request: `${begun.length} of ${priority}`, priority });
      begun.push(priority);
    }
    begun.length = 0;
    await using bench = await openBench(database, kind);
    await bench.until(await bench.submit({ request: "last", priority: -100 }));
    assert.deepEqual(begun, ["4 of 100", "2 of 7", "0 of 0", "3 of 0", "1 of -100", "last"]);
  },
);

onBothDatabases("no more work of a kind at once than it allows", async (database) => {
  let now = 0;
  let most = 0;
  const kind = kindThat(
    async () => {
      most = Math.max(most, ++now);
      await sleep(100);
      now--;
      return { result: null };
    },
    { concurrency: 2 },
  );
  await using bench = await openBench(database, kind);
  const jobs = await Promise.all(Array.from({ length: 8 }, () => bench.submit()));
  await Promise.all(jobs.map((job) => bench.until(job)));
  assert.equal(most, 2);
});

onBothDatabases("when a job will be done is told while it is known", async (database) => {
  let say: (secondsLeft?: number) => void = () => {};
  const ready = Promise.withResolvers<void>();
  const work = Promise.withResolvers<void>();
  const kind = kindThat(async (_, { report }) => {
    let reports = 0;
    say = (secondsLeft) => report(++reports / 100, `Report ${reports}`, secondsLeft);
    ready.resolve();
    await work.promise;
    throw new Error("Once more.");
  });
  await using bench = await openBench(database, kind);
  const job = await bench.submit();
  assert.equal(job.estimated_completion, null);
  await ready.promise;
  const told = async (report: string, secondsLeft?: number) => {
    say(secondsLeft);
    return (await bench.until(job, ({ message }) => message === report)).estimated_completion;
  };
  const before = Date.now();
  const estimate = Date.parse((await told("Report 1", 60))!) - 60_000;
  assert(before <= estimate && estimate <= Date.now());
  assert.equal(await told("Report 2"), null);
  assert.equal(await told("Report 3", Number.POSITIVE_INFINITY), null);
  assert.equal(await told("Report 4", -1), null);
  assert.notEqual(await told("Report 5", 0), null);

  work.resolve();
  const waiting = await bench.until(job, ({ state }) => state === "queued");
  assert.equal(waiting.estimated_completion, null);
});

onBothDatabases(
  "an error is worth another attempt, from the checkpoint, until there is none",
  async (database) => {
    const seen: unknown[] = [];
    const kind = kindThat(
      async (request, { attempt, checkpoint, save }) => {
        seen.push(checkpoint);
        await save({ attempt });
        if (request === "once" && attempt === 2) return { result: "at last" };
        throw new Error("password=hunter2");
      },
      { maxAttempts: 2 },
    );
    await using bench = await openBench(database, kind);
    const good = await bench.until(await bench.submit({ request: "once" }));
    assert.equal(good.state, "completed");
    assert.deepEqual(seen, [undefined, { attempt: 1 }]);
    assert.equal(await getResult(database, localUser, good.id), "at last");

    const bad = await bench.until(await bench.submit({ request: "ever" }));
    assert.equal(bad.state, "failed");
    assert.equal(bad.attempt, 2);
    assert.equal(bad.error?.code, "internal");
    assert.doesNotMatch(JSON.stringify(bad), /hunter2/);
  },
);

onBothDatabases(
  "what this worker lacks is told, waited for, and no failure of the job",
  async (database) => {
    const kind = kindThat(
      async (request, { attempt }) => {
        if (request === "here" || attempt === 3) return { result: null };
        throw new JobNotHere(`No program, ${attempt}.`);
      },
      { maxAttempts: 1 },
    );
    await using bench = await openBench(database, kind);
    const job = await bench.submit();
    for (const [attempt, delay] of [
      [1, 5],
      [2, 10],
    ] as const) {
      const told = await bench.until(job, ({ message }) => message === `No program, ${attempt}.`);
      assert.deepEqual([told.state, told.attempt, told.error], ["queued", attempt, null]);
      const { rows } = await database.query<{ delay: number }>(
        `select round(extract(epoch from start_after - created_on))::int as delay
         from pgboss.job join public.jobs on delivery = job.id where jobs.id = $1`,
        [job.id],
      );
      assert.deepEqual(rows, [{ delay }]);
      // Nobody waits so long here; what comes next makes the worker look now.
      await database.query("update pgboss.job set start_after = now() where state = 'created'");
      await bench.submit({ request: "here" });
    }
    const done = await bench.until(job);
    assert.deepEqual([done.state, done.attempt], ["completed", 3]);
    const { rows } = await database.query("select failures from jobs where id = $1", [job.id]);
    assert.deepEqual(rows, [{ failures: 0 }]);
  },
);

test("jobs that nobody hears of are found, and all places work", async (context) => {
  const database = await openTestDatabase(context, "pglite");
  const all = Promise.withResolvers<void>();
  let now = 0;
  const kind = kindThat(
    async () => {
      if (++now === 3) all.resolve();
      await all.promise;
      return { result: null };
    },
    { concurrency: 3 },
  );
  const deaf: Database = { ...database, listen: async () => ({ async close() {} }) };
  await using bench = await openBench(deaf, kind);
  const jobs = await Promise.all(Array.from({ length: 3 }, () => bench.submit()));
  for (const job of jobs) assert.equal((await bench.until(job)).state, "completed");
});

onBothDatabases("a fault of the request ends the job at once, and is told", async (database) => {
  const kind = kindThat(async () => {
    throw new JobFailure("bad_sequence", "Residue 7 is no amino acid.", { detail: { at: 7 } });
  });
  await using bench = await openBench(database, kind);
  const job = await bench.until(await bench.submit());
  assert.equal(job.attempt, 1);
  assert.deepEqual(job.error, {
    code: "bad_sequence",
    message: "Residue 7 is no amino acid.",
    detail: { at: 7 },
  });
  await assert.rejects(getResult(database, localUser, job.id), (error) => {
    assert(error instanceof JobStateError);
    assert.match(error.message, /failed \(Residue 7/);
    return true;
  });
});

onBothDatabases("what a completion writes is written with it, or not at all", async (database) => {
  await makeTraces(database);
  const kind = kindThat(async (request, { job }) => ({
    result: null,
    async commit(session) {
      await session.query("insert into effects values ($1)", [job]);
      if (request === "refused") throw new JobFailure("refused", "It was refused.");
    },
  }));
  await using bench = await openBench(database, kind);
  const good = await bench.until(await bench.submit());
  const bad = await bench.until(await bench.submit({ request: "refused" }));
  assert.deepEqual([good.state, bad.state, bad.error?.code], ["completed", "failed", "refused"]);
  const { rows } = await database.query("select job from effects");
  assert.deepEqual(rows, [{ job: good.id }]);
});

onBothDatabases("work that takes too long fails, even if it does not listen", async (database) => {
  const stopped: unknown[] = [];
  const kind = kindThat(
    (_, { signal }) => {
      signal.addEventListener("abort", () => stopped.push((signal.reason as JobStopped).reason));
      return new Promise(() => {});
    },
    { timeoutSeconds: 1 },
  );
  await using bench = await openBench(database, kind);
  const job = await bench.until(await bench.submit());
  assert.deepEqual([job.state, job.error?.code, job.attempt], ["failed", "timed_out", 1]);
  assert.deepEqual(stopped, ["timed_out"]);
});

onBothDatabases("a worker that closes hands back what it does not finish", async (database) => {
  const kind = kindThat(
    async (request, { attempt, signal, save }) => {
      if (request === "short") await sleep(300);
      else if (attempt === 1) {
        await save("here");
        await untilTold(signal);
      }
      return { result: null };
    },
    { concurrency: 2 },
  );
  const first = await openBench(database, kind);
  const [short, long] = [await first.submit({ request: "short" }), await first.submit()];
  await first.until(short, ({ state }) => state === "running");
  await first.until(long, ({ state }) => state === "running");
  await first.jobs.close({ graceSeconds: 2 });
  assert.equal((await getJob(database, localUser, short.id)).state, "completed");
  assert.equal((await getJob(database, localUser, long.id)).state, "queued");

  await using second = await openBench(database, kind);
  assert.equal((await second.until(long)).state, "completed");
  const { rows } = await database.query(
    "select failures, attempt, checkpoint from jobs where id = $1",
    [long.id],
  );
  assert.deepEqual(rows, [{ failures: 0, attempt: 2, checkpoint: "here" }]);
});

onBothDatabases("a job whose delivery was lost is found when a worker starts", async (database) => {
  const kind = kindThat(async () => ({ result: null }));
  await using before = await openBench(database, kind, { worker: false });
  const job = await before.submit();
  await database.query("delete from pgboss.job where name = 'test'");
  await using bench = await openBench(database, kind);
  assert.equal((await bench.until(job)).state, "completed");
});

test("alone, a worker finds what the last one received and did not begin", async (context) => {
  const database = await openTestDatabase(context, "pglite");
  const kind = kindThat(async () => ({ result: null }));
  await using before = await openBench(database, kind, { worker: false });
  const job = await before.submit();
  await database.query(
    "update pgboss.job set state = 'active', started_on = now(), heartbeat_on = now() where name = 'test'",
  );
  await using bench = await openBench(database, kind);
  const from = performance.now();
  assert.equal((await bench.until(job)).state, "completed");
  // The queue's own search for the silent comes once a minute.
  assert(performance.now() - from < 15_000);
});
