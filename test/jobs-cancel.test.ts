/** Jobs that are cancelled: while they wait, and while they are worked on. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { getJob, JobStateError } from "#src/jobs/own.ts";
import { asUser, localUser } from "#src/storage/identity.ts";
import { onBothDatabases } from "./support/databases.ts";
import { kindThat, noting, openBench, untilTold } from "./support/job-bench.ts";
import { makeTraces } from "./support/job-traces.ts";

onBothDatabases(
  "cancelling stops the work with its child processes, and nothing comes of it",
  async (database) => {
    await makeTraces(database);
    const gone = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    const kind = kindThat(async (_, { job, signal, report }) => {
      const child = spawn("sleep", ["600"], { signal });
      child.on("error", () => {});
      child.once("exit", () => gone.resolve());
      await once(child, "spawn");
      report(0.5, "at work");
      await untilTold(signal).catch(() => {});
      setTimeout(over.resolve, 100);
      // Work may find its result just then.
      return {
        result: "too late",
        async commit(session) {
          await session.query("insert into effects values ($1)", [job]);
        },
      };
    });
    await using bench = await openBench(database, kind);
    const job = await bench.submit();
    await bench.until(job, ({ message }) => message === "at work");
    await bench.jobs.cancel(localUser, job.id);
    await gone.promise;
    await over.promise;
    const now = await getJob(database, localUser, job.id);
    assert.deepEqual([now.state, now.progress], ["cancelled", 0.5]);
    const { rows } = await database.query(
      "select result, (select count(*)::int from effects) as effects from jobs",
    );
    assert.deepEqual(rows, [{ result: null, effects: 0 }]);
    await assert.rejects(bench.jobs.cancel(localUser, job.id), JobStateError);
  },
);

onBothDatabases("a job that is cancelled while it waits is never begun", async (database) => {
  const { begun, kind } = noting();
  await using before = await openBench(database, kind, { worker: false });
  const cancelled = await before.submit({ request: "cancelled" });
  await before.jobs.cancel(localUser, cancelled.id);
  await using bench = await openBench(database, kind);
  await bench.until(await bench.submit({ request: "next" }));
  assert.deepEqual(begun, ["next"]);
});

onBothDatabases("the deliveries of cancelled jobs stand in nobody's way", async (database) => {
  const { begun, kind } = noting();
  await using before = await openBench(database, kind, { worker: false });
  for (let index = 0; index < 60; index++) {
    const { id } = await before.submit({ request: index });
    await before.jobs.cancel(localUser, id);
  }
  const { rows: waiting } = await database.query(
    "select id from pgboss.job where name = 'test' and state in ('created', 'retry', 'active')",
  );
  assert.deepEqual(waiting, []);
  await using bench = await openBench(database, kind);
  await bench.until(await bench.submit({ request: "next" }));
  assert.deepEqual(begun, ["next"]);
  const { rows: fetched } = await database.query(
    "select data from pgboss.job where name = 'test' and started_on is not null",
  );
  assert.equal(fetched.length, 1);
});

onBothDatabases(
  "a job that its program knows no more, or never brought, can be cancelled",
  async (database) => {
    const gone = kindThat(async () => ({ result: null }), { name: "gone" });
    const former = await openBench(database, gone, { worker: false });
    const brought = await former.submit();
    await former.jobs.close({ graceSeconds: 0 });
    const { rows } = await asUser(database, localUser, (session) =>
      session.query<{ id: string }>(
        "insert into jobs (kind, request) values ('gone', '{}') returning id",
      ),
    );
    await using bench = await openBench(
      database,
      kindThat(async () => ({ result: null })),
    );
    for (const id of [brought.id, rows[0]!.id]) {
      assert.equal((await bench.jobs.cancel(localUser, id)).state, "cancelled");
    }
  },
);
