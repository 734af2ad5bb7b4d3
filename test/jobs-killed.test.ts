/** Workers that are killed: no job is lost, none is done twice, and every job ends. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { localUser } from "#src/storage/identity.ts";
import { lackOf, newDatabase } from "./support/databases.ts";
import { openTraced } from "./support/job-bench.ts";
import { stepping } from "./support/job-kinds.ts";
import { startWorkerProcess } from "./support/job-processes.ts";
import { assertAllDoneOnce, makeTraces, untilIdle } from "./support/job-traces.ts";

const onPostgres = { skip: lackOf("postgres"), timeout: 240_000 };

test("a hundred kills lose no job and do none twice", onPostgres, async (context) => {
  const settings = await newDatabase(context, "postgres");
  await using opened = await openTraced(settings);
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
