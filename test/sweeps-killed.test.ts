/** A server that is killed while it writes a dataset: nothing half is seen, and the next one finishes. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { getJob, getJobResult, submitSweep } from "#src/client/index.ts";
import { sweepResult } from "#src/impedance/result.ts";
import { addressOf, start } from "./support/command.ts";
import { newDatabase } from "./support/databases.ts";
import { lastFirst } from "./support/last-first.ts";
import { filenameOf, pathOf } from "./support/sweep-jobs.ts";

test("a sweep whose server is killed in mid-write is made anew, whole", {
  timeout: 120_000,
}, async (t) => {
  const ending = lastFirst(t);
  const { dataDir } = await newDatabase(ending, "pglite");
  const serve = () => start(["serve", "--port=0", "--data-dir", dataDir]);
  let server = serve();
  ending.after(async () => {
    server.kill("SIGKILL");
    await server.outcome;
  });
  // 240 MB: long enough to be met in the middle, and not to be taken for a sample that is put in place.
  const request = { grid_size: 9, n_frequencies: 250 };
  const job = await submitSweep(request, { baseUrl: await addressOf(server) });
  const path = pathOf(dataDir, filenameOf(job));

  const incoming = join(dataDir, "blobs", ".incoming");
  const unfinished = () =>
    existsSync(incoming)
      ? readdirSync(incoming).map((name) => statSync(join(incoming, name)).size)
      : [];
  while (!unfinished().some((size) => size > 20e6)) {
    assert.equal(existsSync(path), false);
    await sleep(5);
  }
  server.kill("SIGKILL");
  await server.outcome;
  assert.equal(existsSync(path), false);
  assert(unfinished().some((size) => size > 20e6 && size < 230e6));

  server = serve();
  const baseUrl = await addressOf(server);
  for (;;) {
    const { state, attempt, error } = await getJob(job.id, { baseUrl });
    if (state === "completed") {
      assert.equal(attempt, 2);
      break;
    }
    assert(state === "queued" || state === "running", JSON.stringify(error));
    await sleep(100);
  }
  const result = sweepResult.parse(await getJobResult(job.id, { baseUrl }));
  const digest = createHash("sha256");
  for await (const piece of createReadStream(path)) digest.update(piece);
  assert.equal(digest.digest("hex"), result.sha256);
  assert.equal(statSync(path).size, result.size);
});
