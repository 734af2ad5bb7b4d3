/** A server that is killed at its work, and started again: whoever submitted a job finds it. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { getJobResult, hasEnded, listJobs, submitCount } from "#src/client/index.ts";
import { addressOf, start } from "./support/command.ts";
import { newDatabase } from "./support/databases.ts";
import { openTraced } from "./support/job-bench.ts";
import { startWorkerProcess } from "./support/job-processes.ts";
import { assertAllDoneOnce, makeTraces, untilIdle } from "./support/job-traces.ts";

test("a server that is killed four times ends every job it took", {
  timeout: 180_000,
}, async (context) => {
  const dataDir = await mkdtemp(join(tmpdir(), "retort-test-"));
  let server = await serve(dataDir);
  context.after(async () => {
    await server.kill();
    await rm(dataDir, { recursive: true });
  });
  const taken = new Set<string>();
  for (let kill = 0; kill < 4; kill++) {
    const { baseUrl } = server;
    for (let index = 0; index < 3; index++) {
      const { id } = await submitCount({ to: 10 }, { baseUrl, idempotencyKey: `${kill} ${index}` });
      taken.add(id);
    }
    // The answer to this one may be lost; under its key it is asked for again.
    const lost = submitCount({ to: 1 }, { baseUrl, idempotencyKey: `${kill} lost` });
    lost.catch(() => {});
    await sleep(Math.random() * 600);
    await server.kill();
    server = await serve(dataDir);
    const again = { baseUrl: server.baseUrl, idempotencyKey: `${kill} lost` };
    taken.add((await submitCount({ to: 1 }, again)).id);
  }
  const { baseUrl } = server;
  const all = async () => (await listJobs({ limit: 200 }, { baseUrl })).jobs;
  while (!(await all()).every(({ state }) => hasEnded(state))) await sleep(100);
  const jobs = await all();
  assert.deepEqual(new Set(jobs.map(({ id }) => id)), taken);
  assert.equal(jobs.length, 16);
  for (const { id, state, error, request } of jobs) {
    // Whoever met three kills is given up, as it says.
    if (state === "failed") assert.equal(error?.code, "worker_lost");
    else {
      assert.equal(state, "completed");
      assert.deepEqual(await getJobResult(id, { baseUrl }), {
        count: (request as { to: number }).to,
      });
    }
  }
});

test("what its jobs have done is done once, however often it is killed", {
  timeout: 240_000,
}, async (context) => {
  const settings = await newDatabase(context, "pglite");
  await using before = await openTraced(settings);
  await makeTraces(before.database);
  await before[Symbol.asyncDispose]();

  for (let kill = 0; kill < 3; kill++) {
    const program = startWorkerProcess(settings, 10);
    await program.ready;
    await sleep(Math.random() * 1500);
    await program.end("SIGKILL");
  }
  await using after = await openTraced(settings, true);
  await untilIdle(after.database, 60);
  await assertAllDoneOnce(after.database, 30);
});

async function serve(dataDir: string) {
  const server = start(["serve", "--port=0", "--data-dir", dataDir]);
  return {
    baseUrl: await addressOf(server),
    async kill() {
      server.kill("SIGKILL");
      await server.outcome;
    },
  };
}
