/** Files of jobs: registered, served to whoever sees the job, and removed with it. */
import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import { test } from "node:test";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { counting } from "#src/jobs/counting.ts";
import { fileKey, registerFile } from "#src/jobs/files.ts";
import { removeOrphans, startOrphanRemoval } from "#src/jobs/orphans.ts";
import { readConfig } from "#src/server/config.ts";
import { openPlatform, type Platform } from "#src/server/platform.ts";
import { BlobsAwayError } from "#src/storage/blobs/blobs.ts";
import { asUser, type Identity, localUser } from "#src/storage/identity.ts";
import { wholeApp } from "./support/app.ts";
import { databaseKinds, lackOf, newDatabase } from "./support/databases.ts";
import { lastFirst } from "./support/last-first.ts";

const stranger: Identity = {
  role: "authenticated",
  claims: { sub: "9b3a7c14-0d52-4f3e-b1c5-7f20c3a4d5e6" },
};

const structure = Buffer.from("data_model\n_entry.id model\n");
const sha256 = createHash("sha256").update(structure).digest("hex");
const mediaType = "chemical/x-mmcif";

async function submitted({ jobs }: Platform, identity = localUser): Promise<string> {
  return (await jobs.submit(identity, { kind: counting, request: {} })).job.id;
}

/** Leaves a file, and says whose it is unless it is to be forgotten. */
async function leave(
  { database, blobs }: Platform,
  job: string,
  { attempt = 1, name = "model_0.cif", isForgotten = false } = {},
): Promise<void> {
  const blob = fileKey(job, attempt, name);
  const written = await blobs.write(blob, structure);
  if (!isForgotten) await registerFile(database, { job, name, blob, mediaType, ...written });
}

async function keysOf({ blobs }: Platform): Promise<string[]> {
  return (await Array.fromAsync(blobs.list("predictions/"))).map(({ key }) => key);
}

for (const kind of databaseKinds) {
  test(`files of a job over HTTP (${kind})`, { skip: lackOf(kind) }, async (context) => {
    const ending = lastFirst(context);
    const { app, platform } = await wholeApp(ending, await newDatabase(ending, kind));
    const job = await submitted(platform);
    const files = `/jobs/${job}/files`;
    assert.deepEqual((await app.inject(files)).json(), { files: [] });
    await leave(platform, job);
    await leave(platform, job, { name: "boltz.log" });

    const url = `${files}/model_0.cif`;
    const listed = { size: structure.length, sha256, media_type: mediaType };
    assert.deepEqual((await app.inject(files)).json(), {
      files: [
        { name: "boltz.log", ...listed, url: `${files}/boltz.log` },
        { name: "model_0.cif", ...listed, url },
      ],
    });
    const whole = await app.inject(url);
    assert.deepEqual([whole.statusCode, whole.rawPayload], [200, structure]);
    const { etag } = whole.headers;
    assert.deepEqual(
      [whole.headers["content-type"], whole.headers["content-disposition"], etag],
      [mediaType, 'attachment; filename="model_0.cif"', `"${sha256}"`],
    );
    const part = await app.inject({ url, headers: { range: "bytes=5-9" } });
    assert.deepEqual([part.statusCode, part.payload], [206, "model"]);
    const beyond = await app.inject({ url, headers: { range: "bytes=999-" } });
    assert.deepEqual(
      [beyond.statusCode, beyond.headers["content-range"]],
      [416, `bytes */${structure.length}`],
    );
    const known = await app.inject({ url, headers: { "if-none-match": etag } });
    assert.deepEqual([known.statusCode, known.payload], [304, ""]);
    const head = await app.inject({ method: "HEAD", url });
    assert.deepEqual(
      [head.statusCode, head.headers["content-length"], head.payload],
      [200, String(structure.length), ""],
    );

    const others = await submitted(platform, stranger);
    await leave(platform, others);
    for (const [path, status] of [
      [`/jobs/${others}/files`, 404],
      [`/jobs/${others}/files/model_0.cif`, 404],
      [`/jobs/${randomUUID()}/files`, 404],
      [`${files}/model_1.cif`, 404],
      [`${files}/..%2Fmodel_0.cif`, 422],
      [`${files}/model_0.cif%00`, 422],
      ["/jobs/17/files", 422],
      [`${files}?all=1`, 422],
    ] as const) {
      const answer = await app.inject(path);
      assert.equal(answer.statusCode, status, path);
      assert.doesNotMatch(answer.payload, /predictions/, path);
    }
  });

  test(`files without a job are removed (${kind})`, { skip: lackOf(kind) }, async (context) => {
    const ending = lastFirst(context);
    const { platform } = await wholeApp(ending, await newDatabase(ending, kind));
    const { database, blobs } = platform;
    const [kept, deleted, waiting] = [
      await submitted(platform),
      await submitted(platform),
      await submitted(platform),
    ];
    await leave(platform, kept, { attempt: 2 });
    await leave(platform, kept, { attempt: 1, isForgotten: true });
    await leave(platform, deleted);
    await leave(platform, waiting, { isForgotten: true });
    await asUser(database, localUser, (session) =>
      session.query("update public.jobs set state = 'cancelled' where id = $1", [kept]),
    );
    await database.query("delete from public.jobs where id = $1", [deleted]);

    assert.equal(await removeOrphans(database, blobs), 2);
    assert.deepEqual(
      await keysOf(platform),
      [fileKey(kept, 2, "model_0.cif"), fileKey(waiting, 1, "model_0.cif")].sort(),
    );
    assert.equal(await removeOrphans(database, blobs), 0);

    const told: string[] = [];
    const tell = (_: object, message: string) => told.push(message);
    const removing = async (store: Platform["blobs"]) => {
      const log = { info: tell, warn: tell, error: tell };
      const removal = startOrphanRemoval({ database, blobs: store, log });
      await setImmediate();
      await removal.close();
      return told.splice(0);
    };
    const failing = (error: Error) => ({
      ...blobs,
      // biome-ignore lint/correctness/useYield: it fails before.
      async *list() {
        throw error;
      },
    });
    assert.deepEqual(await removing(failing(new BlobsAwayError("Away.", undefined))), []);
    assert.deepEqual(await removing(failing(new Error("Broken."))), [
      "Files that no job has could not be removed.",
    ]);
  });
}

test("files without a job are removed by whoever works on jobs", async (context) => {
  const ending = lastFirst(context);
  const { dataDir } = await newDatabase(ending, "pglite");
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: "silent" });
  const idle = await openPlatform(config, { isWorker: false });
  await leave(idle, randomUUID(), { isForgotten: true });
  const kept = await submitted(idle);
  await leave(idle, kept);
  await idle.jobs.cancel(localUser, kept);
  await idle.close();

  const working = await openPlatform(config, { isWorker: true });
  ending.after(() => working.close());
  while ((await keysOf(working)).length > 1) await sleep(20);
  assert.deepEqual(await keysOf(working), [fileKey(kept, 1, "model_0.cif")]);
});
