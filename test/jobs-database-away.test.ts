/** A database that goes away for ten seconds, and comes back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openJobs } from "#src/jobs/jobs.ts";
import { getJob } from "#src/jobs/own.ts";
import { DatabaseAwayError } from "#src/storage/failure.ts";
import { localUser } from "#src/storage/identity.ts";
import { openDatabase } from "#src/storage/open.ts";
import { lackOf, newDatabase } from "./support/databases.ts";
import { connectionTo } from "./support/job-connection.ts";
import { stepping } from "./support/job-kinds.ts";
import { assertAllDoneOnce, makeTraces, untilIdle } from "./support/job-traces.ts";

test("jobs go on through ten seconds without the database", {
  skip: lackOf("postgres"),
  timeout: 120_000,
}, async (context) => {
  const { url, dataDir } = await newDatabase(context, "postgres");
  await using connection = await connectionTo(url!);
  const database = await openDatabase({ url: connection.url, dataDir });
  await makeTraces(database);
  const complaints: string[] = [];
  const complain = (_: object, message: string) => complaints.push(message);
  const kind = stepping(database);
  const jobs = await openJobs({
    database,
    kinds: [kind],
    worker: true,
    log: { info() {}, warn: complain, error: complain },
  });
  try {
    const submit = () => jobs.submit(localUser, { kind, request: { steps: 15, pause: 0.1 } });
    for (let index = 0; index < 12; index++) await submit();
    await sleep(2000);

    connection.cut();
    await sleep(1000);
    await assert.rejects(submit(), DatabaseAwayError);
    await sleep(9000);
    connection.mend();

    await untilIdle(database, 60);
    const { job } = await submit();
    await untilIdle(database, 30);
    assert.equal((await getJob(database, localUser, job.id)).state, "completed");
    await assertAllDoneOnce(database, 13);
    assert(complaints.length <= 3, `said once, not often: ${complaints.join(" ")}`);
  } finally {
    await jobs.close({ graceSeconds: 0 });
    await database.close();
  }
});
