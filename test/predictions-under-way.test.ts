/** Predictions while their program is at work: what it says, and who does not wait for it. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { keepLiveLog } from "#src/affinity/predicting/live-log.ts";
import { findFile, listFiles } from "#src/jobs/files.ts";
import { openFolder } from "#src/storage/blobs/folder.ts";
import { localUser } from "#src/storage/identity.ts";
import { eventually } from "./support/boltz-processes.ts";
import { databaseKinds, lackOf, newDatabase, onBothDatabases } from "./support/databases.ts";
import { newFolder } from "./support/folder.ts";
import { kindThat, openBench } from "./support/job-bench.ts";
import { lastFirst } from "./support/last-first.ts";
import { predictionApp, question } from "./support/prediction-app.ts";

for (const kind of databaseKinds) {
  const options = { skip: lackOf(kind) };
  test(`what Boltz has said so far is a file of its job (${kind})`, options, async (context) => {
    const ending = lastFirst(context);
    const settings = await newDatabase(ending, kind);
    const trouble = { endlessAffinity: ["CCO"] };
    const { predict, get, remove } = await predictionApp(ending, settings, { trouble });
    const { job_id } = (await predict()).json();
    const log = await eventually(async () => {
      const [file] = (await get(`/jobs/${job_id}/files`)).json().files;
      const { body } = await get(`/jobs/${job_id}/files/boltz.log`);
      return body.includes("Running affinity prediction") ? { ...file, body } : undefined;
    });
    assert.equal(log.name, "boltz.log");
    assert.equal(createHash("sha256").update(log.body).digest("hex"), log.sha256);
    assert(!log.body.includes(settings.dataDir), log.body);
    assert.equal((await get(`/jobs/${job_id}`)).json().status, "running");
    await remove(`/jobs/${job_id}`);
    const { files } = (await get(`/jobs/${job_id}/files`)).json();
    assert.deepEqual(
      files.map(({ name }: { name: string }) => name),
      ["boltz.log"],
    );
  });
}

onBothDatabases("a log is written anew until it is closed", async (database, context) => {
  const blobs = await openFolder(await newFolder(context));
  let text = "one\n";
  const { promise: enough, resolve: end } = Promise.withResolvers<void>();
  const kind = kindThat(async (_, attempt) => {
    const log = keepLiveLog({ database, blobs, pauseMs: 5 }, attempt);
    log.hear(async () => text);
    await enough;
    await log.close();
    return { result: null };
  });
  await using bench = await openBench(database, kind);
  const job = await bench.submit();
  const told = async () => {
    const { blob } = await findFile(database, localUser, { job: job.id, name: "boltz.log" });
    return Buffer.concat(await Array.fromAsync(blobs.read(blob))).toString();
  };
  for (const now of [text, "one\ntwo\n", "one\ntwo\nthree\n", "one\ntwo\nthree\nfour\n"]) {
    text = now;
    await eventually(async () => (await told().catch(() => "")) === now || undefined);
  }
  end();
  await bench.until(job);
  assert.equal(await told(), text);
  const files = await listFiles(database, localUser, job.id);
  assert.deepEqual(
    files.map(({ name, size }) => [name, size]),
    [["boltz.log", text.length]],
  );
  const kept = await Array.fromAsync(blobs.list("predictions/"));
  assert.equal(kept.length, 2, "that, and the one before, which somebody may be reading");
});

test("a demonstration waits neither for predictions nor for screens", async (context) => {
  const ending = lastFirst(context);
  const settings = await newDatabase(ending, "pglite");
  const trouble = { endless: ["CCO"] };
  const { app, predict, predictNow, get } = await predictionApp(ending, settings, {
    trouble,
    BOLTZ_BATCH: "1",
  });
  const screen = (engine: string) => {
    const { protein } = question;
    const payload = { protein, engine, ligands: ["CCO"] };
    return app.inject({ method: "POST", url: "/screens", payload });
  };
  for (let count = 0; count < 2; count++) await predict();
  for (let count = 0; count < 3; count++) await screen("boltz");
  const demonstration = await predictNow({ engine: "demonstration" }, 20);
  assert.equal(demonstration.statusCode, 200, demonstration.body);
  const { job_id } = (await screen("demonstration")).json();
  await get(`/jobs/${job_id}/events`);
  assert.equal((await get(`/jobs/${job_id}`)).json().status, "completed");
  const { jobs } = (await get("/jobs?state=queued")).json();
  assert.equal(jobs.length, 2, "one prediction and one screen have no place");
});
