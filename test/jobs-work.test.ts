/** Work on jobs: its order, its failures and its ends. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { JobFailure, type JobStopped } from "#src/jobs/failure.ts";
import { getJob, getResult, JobStateError } from "#src/jobs/own.ts";
import { localUser } from "#src/storage/identity.ts";
import { onBothDatabases } from "./support/databases.ts";
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
