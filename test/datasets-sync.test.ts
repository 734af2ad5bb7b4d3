/** The files are the truth: the registry follows whatever happens to them, on both databases. */
import assert from "node:assert/strict";
import { mkdir, rename, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { openedDatasets } from "#src/impedance/datasets/opened.ts";
import { findDataset, forgetDataset, listDatasets } from "#src/impedance/datasets/registry.ts";
import { placeSamples } from "#src/impedance/datasets/samples.ts";
import { type SyncFindings, type SyncService, syncDatasets } from "#src/impedance/datasets/sync.ts";
import { insertStatements } from "#src/impedance/datasets/sync-sql.ts";
import { openBlobs } from "#src/storage/blobs/open.ts";
import type { Database } from "#src/storage/database.ts";
import { type Identity, localUser } from "#src/storage/identity.ts";
import { onEveryStore, openEmpty } from "./support/blob-stores.ts";
import { onBothDatabases, openTestDatabase } from "./support/databases.ts";
import { established } from "./support/dataset-app.ts";
import { archive, arraysOf, datasetFile, flipped } from "./support/dataset-files.ts";
import { newFolder } from "./support/folder.ts";
import { noFile } from "./support/registered.ts";

const anyone: Identity = { role: "anon", claims: {} };
const fileOwner = localUser.claims.sub!;

/** A folder of files, and the registry that follows it. */
async function filesOf(t: TestContext, database: Database) {
  const dataDir = await newFolder(t);
  const blobs = await openBlobs({ dataDir });
  const service: SyncService = { database, blobs, opened: openedDatasets(blobs), fileOwner };
  const pathOf = (name: string) => join(dataDir, "blobs", "npz", name);
  return {
    service,
    pathOf,
    sync: async (options = {}) => told(await syncDatasets(service, options)),
    async put(name: string, bytes: Uint8Array) {
      await mkdir(dirname(pathOf(name)), { recursive: true });
      await writeFile(pathOf(name), bytes);
      // Later than whenever it was looked for, whatever the clocks say.
      const later = new Date(Date.now() + 60_000);
      await utimes(pathOf(name), later, later);
    },
  };
}

/** What a sync found, by names, but for what is empty. */
function told({ found, problems, registered, ...rest }: SyncFindings) {
  const all = { ...rest, registered: registered.map(({ filename }) => filename), problems };
  const named: Partial<typeof all> = Object.fromEntries(
    Object.entries(all).filter(([, { length }]) => length > 0),
  );
  return { found, ...named };
}

onBothDatabases("files that appear, change, go and return", async (database, t) => {
  const { put, sync, pathOf } = await filesOf(t, database);
  const find = (name: string, who = localUser) => findDataset(database, who, name);
  assert.deepEqual(await sync(), { found: 0 });

  await put("user_generated/mine.npz", established);
  await put("precomputed/sample.npz", await datasetFile());
  await put("user_generated/notes.txt", Buffer.from("no dataset"));
  assert.deepEqual(await sync(), { found: 2, registered: ["sample.npz", "mine.npz"] });
  const mine = await find("mine.npz");
  assert.deepEqual(
    [mine.isOwn, mine.isPublic, mine.parameterSets, mine.gridSize, mine.circuit],
    [true, false, 243, 3, "p(Rsh,p(Ra,Ca)-p(Rb,Cb))"],
  );
  const sample = await find("sample.npz", anyone);
  assert.deepEqual([sample.owner, sample.isPublic, sample.location], [null, true, "precomputed"]);
  // What was written a minute ahead of the clock is read through again, and found to be the same.
  assert.deepEqual(await sync(), { found: 2 });

  await put("user_generated/mine.npz", await datasetFile({ sets: 32 }));
  assert.deepEqual(await sync(), { found: 2, updated: ["mine.npz"] });
  const changed = await find("mine.npz");
  assert.deepEqual([changed.parameterSets, changed.id], [32, mine.id]);
  assert.notEqual(changed.sha256, mine.sha256);

  await rename(pathOf("user_generated/mine.npz"), pathOf("away.npz"));
  assert.deepEqual(await sync(), { found: 1, missing: ["mine.npz"] });
  assert.equal((await find("mine.npz")).isAvailable, false);
  assert.deepEqual(await sync(), { found: 1, missing: ["mine.npz"] });
  await rename(pathOf("away.npz"), pathOf("user_generated/mine.npz"));
  assert.deepEqual(await sync(), { found: 2, returned: ["mine.npz"] });
  assert.equal((await find("mine.npz")).isAvailable, true);

  await put("user_generated/mine.npz", established.subarray(0, 9999));
  const [broken] = (await sync()).problems!;
  assert.equal(broken!.filename, "mine.npz");
  assert.match(broken!.problems[0]!, /^Failed to load NPZ file: /);
  assert.deepEqual((await find("mine.npz")).problems, broken!.problems);
  await put("user_generated/mine.npz", established);
  assert.deepEqual(await sync(), { found: 2, updated: ["mine.npz"] });
  assert.deepEqual((await find("mine.npz")).problems, []);
  assert.equal((await find("mine.npz")).sha256, mine.sha256);
});

onBothDatabases(
  "files that are no datasets, nobody's, or a sweep's are left, with the reason",
  async (database, t) => {
    const { put, sync, service } = await filesOf(t, database);
    const { spectrum: _, ...arrays } = arraysOf();
    await put("user_generated/less.npz", await archive(arrays));
    await put("user_generated/text.npz", Buffer.from("no archive at all"));
    await put("user_generated/deeper/in.npz", established);
    await put("precomputed/twice.npz", established);
    await put("user_generated/twice.npz", established);
    await put("user_generated/hurt.npz", flipped(await datasetFile()));
    const findings = await sync();
    assert.deepEqual(findings.registered, ["twice.npz"]);
    const problems = new Map(
      findings.problems!.map(({ filename, problems }) => [filename, problems.join()]),
    );
    assert.deepEqual([...problems.keys()].sort(), [
      "deeper/in.npz",
      "hurt.npz",
      "less.npz",
      "text.npz",
      "twice.npz",
    ]);
    assert.equal(problems.get("less.npz"), "Missing required keys: ['spectrum']");
    assert.match(problems.get("text.npz")!, /^Failed to load NPZ file: /);
    assert.match(problems.get("hurt.npz")!, /"spectrum\.npy", byte \d+ of the archive: .*damaged/);
    assert.match(problems.get("twice.npz")!, /in precomputed, too/);

    // Where users sign in, a file that nobody registered is nobody's.
    await put("user_generated/whose.npz", established);
    const many = await syncDatasets({ ...service, fileOwner: null });
    const whose = many.problems.find(({ filename }) => filename === "whose.npz");
    assert.match(whose!.problems.join(), /Nobody can tell whose it is/);
    const { datasets } = await listDatasets(database, localUser, { limit: 10 });
    assert.deepEqual(
      datasets.map(({ filename }) => filename),
      ["twice.npz"],
    );

    // A sweep's file is its sweep's until that has ended.
    const { rows } = await database.query<{ id: string }>(
      `insert into public.jobs (owner, kind, request)
       values ($1, 'sweep', '{"filename": "whose.npz"}') returning id`,
      [fileOwner],
    );
    assert.equal((await sync()).registered, undefined);
    await database.query(
      "update public.jobs set state = 'completed', finished_at = now() where id = $1",
      [rows[0]!.id],
    );
    assert.deepEqual((await sync()).registered, ["whose.npz"]);
  },
);

onBothDatabases("two that look at once register each file once", async (database, t) => {
  const { put, service } = await filesOf(t, database);
  const names = Array.from({ length: 8 }, (_, i) => `user_generated/${i}.npz`);
  for (const name of names) await put(name, await datasetFile({ sets: 10 + Number(name.at(-5)) }));
  const all = await Promise.all(Array.from({ length: 4 }, () => syncDatasets(service)));
  const registered = all.flatMap((findings) => findings.registered.map(({ filename }) => filename));
  assert.deepEqual(registered.sort(), names.map((name) => name.slice(15)).sort());
  const { rows } = await database.query(
    `select count(*)::int as configurations, count(npz.id)::int as datasets
     from public.circuit_configurations left join public.circuit_npz_datasets npz
       on npz.circuit_config_id = circuit_configurations.id`,
  );
  assert.deepEqual(rows, [{ configurations: 8, datasets: 8 }]);
});

onBothDatabases("the statements that are printed register the same", async (database, t) => {
  const { put, sync, service } = await filesOf(t, database);
  const nasty = { note: "it's \\ a \u0000 'quote'; drop table x; --", deep: [1, null, { a: 0.5 }] };
  await put("user_generated/plain.npz", established);
  await put("user_generated/nasty.npz", await datasetFile({ metadata: nasty }));
  await put("precomputed/sample.npz", await datasetFile({ names: ["R0", "R1"] }));
  const dry = await syncDatasets(service, { isDry: true });
  assert.equal(dry.registered.length, 3);
  const rows = async () => {
    const { rows } = await database.query(
      `select npz_filename, npz.user_id, storage_location, file_bytes, sha256, file_hash, npz.grid_size,
         npz.min_freq, npz.max_freq, npz.num_points, n_parameters, metric, best_resnorm,
         computation_metadata, problems, computed_at, dataset_name, config.name, is_public, circuit,
         circuit_parameters, is_computed
       from public.circuit_npz_datasets npz
         join public.circuit_configurations config on config.id = circuit_config_id
       order by npz_filename`,
    );
    return rows;
  };
  assert.deepEqual(await rows(), [], "a dry run writes nothing");
  const statements = insertStatements(dry.registered);
  for (const statement of [...statements, ...statements]) await database.query(statement);
  const bySql = await rows();
  for (const { filename } of dry.registered) {
    if (filename !== "sample.npz") await forgetDataset(database, localUser, filename, noFile);
  }
  await sync();
  assert.equal(bySql.length, 3);
  assert.deepEqual(await rows(), bySql);
});

onEveryStore((store) => {
  test("the samples are placed once, and stay away when somebody took them away", async (t) => {
    const database = await openTestDatabase(t, "pglite");
    const blobs = await openEmpty(store);
    const service = { database, blobs, opened: openedDatasets(blobs), fileOwner: null };
    const folder = await newFolder(t);
    const place = () => placeSamples(database, blobs, new URL(`file://${folder}/samples/`));
    assert.deepEqual(await place(), [], "nothing was built yet");
    await mkdir(join(folder, "samples"));
    await writeFile(join(folder, "samples", "sample.npz"), established);
    await writeFile(join(folder, "samples", "readme.txt"), "no sample");
    const placed = await Promise.all([place(), place()]);
    assert(placed.flat().length >= 1 && placed.flat().every((name) => name === "sample.npz"));
    assert.deepEqual(told(await syncDatasets(service)), { found: 1, registered: ["sample.npz"] });
    const { bytes, location } = await findDataset(database, anyone, "sample.npz");
    assert.deepEqual([bytes, location], [established.length, "precomputed"]);
    await blobs.delete((await Array.fromAsync(blobs.list("npz/")))[0]!.key);
    assert.deepEqual(await place(), []);
    assert.deepEqual(told(await syncDatasets(service)), { found: 0, missing: ["sample.npz"] });
  });
});
