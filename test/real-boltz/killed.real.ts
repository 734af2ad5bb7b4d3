/** A worker that is killed while the real program runs: another finishes its job. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { predictionResult } from "#src/affinity/result.ts";
import { addressOf, start } from "../support/command.ts";
import { lackOf, newDatabase } from "../support/databases.ts";
import { question } from "../support/prediction-app.ts";
import { command, leastAsked, ownCache, running } from "./tiny.ts";

test("a worker killed in mid-run leaves no process, and another finishes its job", {
  skip: lackOf("postgres"),
}, async (context) => {
  const { url, dataDir } = await newDatabase(context, "postgres");
  const cache = await ownCache(context);
  const env = { DATABASE_URL: url!, DATA_DIR: dataDir, BOLTZ_COMMAND: command, BOLTZ_CACHE: cache };
  const first = start(["serve", "--port=0"], env);
  context.after(() => first.kill("SIGKILL"));
  const address = await addressOf(first);
  const get = async (path: string) => (await fetch(`${address}${path}`)).json();
  const submitted = await fetch(`${address}/predict`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...question, ...leastAsked, sampling_steps: 400 }),
  });
  const { job_id } = (await submitted.json()) as { job_id: string };
  while (((await get(`/jobs/${job_id}`)) as { message: string }).message !== "Structure") {
    await sleep(100);
  }
  first.kill("SIGKILL");
  await first.outcome;
  await sleep(1000);
  assert.deepEqual(running(cache), []);

  const second = start(["serve", "--port=0"], env);
  context.after(() => second.kill("SIGKILL"));
  const other = await addressOf(second);
  const job = async () => (await fetch(`${other}/jobs/${job_id}`)).json() as Promise<Told>;
  while (!["completed", "failed"].includes((await job()).status)) await sleep(200);
  const { status, attempt } = await job();
  assert.deepEqual([status, attempt], ["completed", 2]);
  const result = await (await fetch(`${other}/jobs/${job_id}/result`)).json();
  assert.equal(predictionResult.parse(result).engine, "boltz");
});

interface Told {
  readonly status: string;
  readonly attempt: number;
}
