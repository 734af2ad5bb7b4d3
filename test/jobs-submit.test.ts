/** Submitting jobs, and finding them again. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { getJob, getJobs, jobFilter, listJobs, NoSuchJobError } from "#src/jobs/own.ts";
import { openQueue } from "#src/jobs/queue.ts";
import { KeyInUseError, QueueFullError, submitWithin } from "#src/jobs/submit.ts";
import { asUser, type Identity, localUser } from "#src/storage/identity.ts";
import { onBothDatabases } from "./support/databases.ts";
import { kindThat, openBench } from "./support/job-bench.ts";
import { noLog } from "./support/job-kinds.ts";

const idle = { worker: false };
const nothing = kindThat(async () => ({ result: null }));
/** Which page a query string asks for. */
const pageOf = (query: object) => jobFilter.parse(query);
const stranger: Identity = { role: "authenticated", claims: { sub: randomUUID() } };

onBothDatabases("fifty submissions at once under one key are one job", async (database) => {
  await using bench = await openBench(database, nothing, idle);
  const submission = { kind: nothing, request: { of: "fifty" }, idempotencyKey: "once" };
  const submitted = await Promise.all(
    Array.from({ length: 50 }, () => bench.jobs.submit(localUser, submission)),
  );
  assert.equal(submitted.filter(({ isNew }) => isNew).length, 1);
  assert.equal(new Set(submitted.map(({ job }) => job.id)).size, 1);
  const { rows } = await database.query(
    "select count(*)::int as count from pgboss.job where name = 'test'",
  );
  assert.deepEqual(rows, [{ count: 1 }]);

  await assert.rejects(
    bench.jobs.submit(localUser, { ...submission, request: { of: "another" } }),
    KeyInUseError,
  );
  assert((await bench.jobs.submit(stranger, submission)).isNew, "a key is its user's own");
});

onBothDatabases(
  "a submission that is undone leaves neither a job nor a delivery",
  async (database) => {
    const queue = await openQueue({ database, kinds: ["test"], log: noLog });
    try {
      const undone = asUser(database, localUser, async (session) => {
        await submitWithin(session, { queue, limit: 10 }, { kind: nothing, request: {} });
        throw new Error("the rest of the request fails");
      });
      await assert.rejects(undone, /the rest/);
      const { rows } = await database.query(
        `select (select count(*)::int from jobs) as jobs,
         (select count(*)::int from pgboss.job where name = 'test') as deliveries`,
      );
      assert.deepEqual(rows, [{ jobs: 0, deliveries: 0 }]);
    } finally {
      await queue.close();
    }
  },
);

onBothDatabases("a full queue takes no more, but knows what it has", async (database) => {
  await using bench = await openBench(database, nothing, { ...idle, queueLimit: 3 });
  const known = await bench.submit({ idempotencyKey: "known" });
  await bench.submit();
  await bench.submit();
  await assert.rejects(bench.submit(), QueueFullError);
  assert.equal((await bench.submit({ idempotencyKey: "known" })).id, known.id);
  await bench.jobs.cancel(localUser, known.id);
  await bench.submit();
});

onBothDatabases(
  "pages hold every job once, the newest first, also those of one instant",
  async (database) => {
    await database.query(
      `insert into jobs (owner, kind, request, state, created_at, finished_at)
     select $1, (array['apple', 'pear'])[1 + n % 2], '{}', (array['completed', 'failed', 'cancelled'])[1 + n % 3],
       timestamptz '2026-01-01' + n / 100 * interval '1 microsecond', now()
     from generate_series(0, 499) as n`,
      [localUser.claims.sub],
    );
    const all = async (filter: object) => {
      const found = [];
      let cursor: string | undefined;
      do {
        const page = await listJobs(database, localUser, pageOf({ ...filter, cursor, limit: 37 }));
        found.push(...page.jobs);
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return found;
    };
    const jobs = await all({});
    assert.equal(new Set(jobs.map(({ id }) => id)).size, 500);
    const { rows } = await database.query<{ id: string }>(
      "select id from jobs order by created_at desc, id desc",
    );
    assert.deepEqual(
      jobs.map(({ id }) => id),
      rows.map(({ id }) => id),
    );
    const pears = await all({ kind: "pear", state: "failed" });
    assert(pears.length > 50);
    assert(pears.every(({ kind, state }) => kind === "pear" && state === "failed"));
  },
);

onBothDatabases(
  "a page follows the one before although jobs came and went in between",
  async (database) => {
    await using bench = await openBench(database, nothing, idle);
    const first = await bench.submit();
    const second = await bench.submit();
    const { next } = await listJobs(database, localUser, pageOf({ limit: 1 }));
    await database.query("delete from jobs where id = $1", [second.id]);
    await bench.submit();
    const { jobs } = await listJobs(database, localUser, pageOf({ cursor: next }));
    assert.deepEqual(jobs, [first]);
  },
);

onBothDatabases("a list leaves out requests of more than 8 KiB", async (database) => {
  await using bench = await openBench(database, nothing, idle);
  // Two bytes a letter, and the quotes.
  const short = await bench.submit({ request: "ä".repeat(4095) });
  const long = await bench.submit({ request: `${short.request}.` });
  const { jobs } = await listJobs(database, localUser, pageOf({}));
  assert.deepEqual(jobs, [{ ...long, request: null }, short]);
  assert.deepEqual(await getJobs(database, localUser, [long.id]), [{ ...long, request: null }]);
  assert.deepEqual(await getJob(database, localUser, long.id), long);
});

onBothDatabases("a long text in a request is told by its beginning", async (database) => {
  await using bench = await openBench(database, nothing, idle);
  const long = `ä"\n${"x".repeat(1_500_000)}`;
  const options = { request: { name: "a", msa: long, parts: [{ cif: long }, 1, null, []] } };
  const cut = `ä"\n${"x".repeat(97)}… (1,500,003 characters)`;
  const told = { name: "a", msa: cut, parts: [{ cif: cut }, 1, null, []] };
  const job = await bench.submit({ ...options, idempotencyKey: "one" });
  assert.deepEqual(job.request, told);
  assert.deepEqual(await getJob(database, localUser, job.id), job);
  // Under a key the whole request is compared, not what is told.
  assert.deepEqual(await bench.submit({ ...options, idempotencyKey: "one" }), job);
  const other = { request: { ...options.request, msa: `${long.slice(0, -1)}y` } };
  await assert.rejects(bench.submit({ ...other, idempotencyKey: "one" }), KeyInUseError);
  assert.deepEqual((await bench.jobs.cancel(localUser, job.id)).request, told);
});

onBothDatabases("nobody sees or cancels another's job", async (database) => {
  await using bench = await openBench(database, nothing, idle);
  const { id } = await bench.submit();
  await assert.rejects(getJob(database, stranger, id), NoSuchJobError);
  await assert.rejects(bench.jobs.cancel(stranger, id), NoSuchJobError);
  assert.deepEqual((await listJobs(database, stranger, { limit: 50 })).jobs, []);
  assert.equal((await getJob(database, localUser, id)).state, "queued");
});
