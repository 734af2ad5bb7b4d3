/** A sweep's file: whatever becomes of its job, it is registered, or it is gone. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { utimes } from "node:fs/promises";
import { test } from "node:test";
import { datasetKey } from "#src/impedance/datasets/names.ts";
import { asUser, localUser } from "#src/storage/identity.ts";
import type { DatabaseSettings } from "#src/storage/open.ts";
import type { WholeOptions } from "./support/app.ts";
import { newDatabase } from "./support/databases.ts";
import { lastFirst } from "./support/last-first.ts";
import { filenameOf, startSweeps } from "./support/sweep-jobs.ts";

/** What is done on a server that is closed before another begins; it does not work on jobs. */
async function beforehand<T>(
  settings: DatabaseSettings,
  work: (sweeps: Awaited<ReturnType<typeof startSweeps>>) => Promise<T>,
  options: WholeOptions = { isWorker: false },
): Promise<T> {
  const hooks: (() => Promise<void>)[] = [];
  const ending = { after: (hook: unknown) => void hooks.push(hook as () => Promise<void>) };
  try {
    return await work(await startSweeps(ending, settings, options));
  } finally {
    for (const hook of hooks.reverse()) await hook();
  }
}

test("a file that a killed attempt has left is made anew, or removed", async (t) => {
  const ending = lastFirst(t);
  const settings = await newDatabase(ending, "pglite");
  const { job, cancelled } = await beforehand(settings, async ({ submit, cancel, platform }) => {
    const [job, cancelled] = [await submit({}), await submit({})];
    for (const begun of [job, cancelled]) {
      // As a worker that is killed between the file and its registration leaves it.
      const key = datasetKey("user_generated", filenameOf(begun));
      await platform.blobs.write(key, Buffer.from("whole"));
      await platform.database.query(
        "update public.jobs set attempt = 1, started_at = now() where id = $1",
        [begun.id],
      );
    }
    await cancel(cancelled);
    return { job, cancelled };
  });
  const sweeps = await startSweeps(ending, settings);
  assert.equal(existsSync(sweeps.pathOf(filenameOf(cancelled))), false);
  const { filename, size } = await sweeps.resultOf(job);
  assert.equal(filename, filenameOf(job));
  assert.equal(statSync(sweeps.pathOf(filename)).size, size);
  assert.equal((await sweeps.until(job)).attempt, 2);
});

test("a dataset that cannot be registered leaves no file", async (t) => {
  const ending = lastFirst(t);
  const settings = await newDatabase(ending, "pglite");
  const job = await beforehand(settings, async ({ submit, platform }) => {
    const job = await submit({ grid_size: 2 });
    await asUser(platform.database, localUser, (session) =>
      session.query("delete from public.circuit_configurations"),
    );
    return job;
  });
  const sweeps = await startSweeps(ending, settings);
  await sweeps.until(job, ({ message }) => message === "Attempt 1 failed; another follows.");
  assert.equal(existsSync(sweeps.pathOf(filenameOf(job))), false);
});

test("a file that came in between is left as it is", async (t) => {
  const ending = lastFirst(t);
  const settings = await newDatabase(ending, "pglite");
  const job = await beforehand(settings, async ({ submit, platform }) => {
    const job = await submit({ grid_size: 2 });
    const key = datasetKey("user_generated", filenameOf(job));
    await platform.blobs.write(key, Buffer.from("somebody's"));
    return job;
  });
  const path = await beforehand(
    settings,
    async ({ until, pathOf }) => {
      const { state, error } = await until(job);
      assert.deepEqual([state, error?.code], ["failed", "name_taken"]);
      return pathOf(filenameOf(job));
    },
    { isWorker: true },
  );
  await startSweeps(ending, settings);
  assert.equal(readFileSync(path, "utf8"), "somebody's");
});

test("files that people put where cancelled sweeps' would be are left as they are", async (t) => {
  const ending = lastFirst(t);
  const settings = await newDatabase(ending, "pglite");
  const paths = await beforehand(settings, async ({ submit, cancel, pathOf, platform }) => {
    const [waiting, begun] = [await submit({}), await submit({})];
    for (const job of [waiting, begun]) await cancel(job);
    await platform.database.query(
      "update public.jobs set attempt = 1, started_at = created_at where id = $1",
      [begun.id],
    );
    for (const job of [waiting, begun]) {
      const key = datasetKey("user_generated", filenameOf(job));
      await platform.blobs.write(key, Buffer.from("somebody's"));
    }
    // Older than its sweep, as `cp -p` leaves it.
    await utimes(pathOf(filenameOf(begun)), 0, 0);
    return [waiting, begun].map((job) => pathOf(filenameOf(job)));
  });
  await startSweeps(ending, settings);
  for (const path of paths) assert.equal(readFileSync(path, "utf8"), "somebody's");
});
