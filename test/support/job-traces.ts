/** What jobs of the kind `step` left behind. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "#src/storage/database.ts";

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

/** Until no job waits or runs. */
export async function untilIdle(database: Database, seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const { rows } = await database.query<{ count: number }>(
      "select count(*)::int as count from jobs where state in ('queued', 'running')",
    );
    if (rows[0]!.count === 0) return;
    assert(Date.now() < deadline, `${rows[0]!.count} jobs have not ended after ${seconds} s`);
    await sleep(200);
  }
}

/** Every job is completed, has left one effect, and began each attempt where the one before was or later. */
export async function assertAllDoneOnce(database: Database, count: number): Promise<void> {
  const { rows: ends } = await database.query(
    "select state, count(*)::int as count from jobs group by state",
  );
  assert.deepEqual(ends, [{ state: "completed", count }]);
  const { rows: effects } = await database.query<{ all: number; jobs: number }>(
    'select count(*)::int as "all", count(distinct job)::int as jobs from effects',
  );
  assert.deepEqual(effects, [{ all: count, jobs: count }]);
  const { rows: back } = await database.query(
    `select * from (
       select *, lag(step) over (partition by job order by attempt) as before from beginnings
     ) as steps where step < before`,
  );
  assert.deepEqual(back, []);
}
