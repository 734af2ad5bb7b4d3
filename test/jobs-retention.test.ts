/** Jobs that ended long ago are deleted, and no others. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { deleteOld } from "#src/jobs/retention.ts";
import type { Database } from "#src/storage/database.ts";
import { localUser } from "#src/storage/identity.ts";
import { onBothDatabases } from "./support/databases.ts";
import { kindThat, openBench } from "./support/job-bench.ts";

const nothing = kindThat(async () => ({ result: null }));

/** Makes jobs that were submitted long ago, and ended at times in days before now; null for not yet. */
async function makeJobs(database: Database, ends: readonly (number | null)[]): Promise<void> {
  await database.query(
    `insert into jobs (owner, kind, request, state, created_at, finished_at)
     select $1, 'test', '{}', case when days is null then 'queued' else 'failed' end,
       now() - interval '1000 days', now() - days * interval '1 day'
     from unnest($2::float8[]) as days`,
    [localUser.claims.sub, ends],
  );
}

/** How long ago jobs ended, in whole days. */
async function endsOf(database: Database): Promise<(number | null)[]> {
  const { rows } = await database.query<{ days: number | null }>(
    `select extract(day from now() - finished_at)::int as days from jobs order by days`,
  );
  return rows.map(({ days }) => days);
}

onBothDatabases(
  "jobs are deleted so many days after they ended, events and all",
  async (database) => {
    await makeJobs(database, [0, 9.5, 10.5, 400, null]);
    assert.equal(await deleteOld(database, 10), 2);
    assert.deepEqual(await endsOf(database), [0, 9, null]);
    const { rows } = await database.query(
      "select count(*)::int as count from job_events where job_id not in (select id from jobs)",
    );
    assert.deepEqual(rows, [{ count: 0 }]);
  },
);

onBothDatabases("more jobs than one statement takes are all deleted", async (database) => {
  await makeJobs(database, Array(2500).fill(11));
  await makeJobs(database, [1]);
  assert.equal(await deleteOld(database, 10), 2500);
  assert.deepEqual(await endsOf(database), [1]);
});

onBothDatabases("whoever works on jobs deletes the old ones, and nobody else", async (database) => {
  await makeJobs(database, [1, 11]);
  await using idle = await openBench(database, nothing, { worker: false, keepDays: 10 });
  await idle.submit();
  assert.deepEqual(await endsOf(database), [1, 11, null]);
  await using _ = await openBench(database, nothing, { keepDays: 10 });
  while ((await endsOf(database)).includes(11)) await sleep(20);
  assert((await endsOf(database)).includes(1));
});
