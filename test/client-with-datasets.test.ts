/** The client's view of datasets, with the server as it is, over HTTP. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { openAsBlob } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  bestResults,
  changeDataset,
  createSession,
  deleteDataset,
  deleteSession,
  downloadDataset,
  getJobResult,
  type ListedDataset,
  listDatasets,
  listSessions,
  listTags,
  loadDataset,
  ProblemError,
  putTag,
  removeTag,
  renameSession,
  searchDataset,
  spectra,
  submitSweep,
  syncDatasets,
  uploadDataset,
  watchJob,
} from "#src/client/index.ts";
import { wholeApp } from "./support/app.ts";

const hooks: (() => Promise<unknown>)[] = [];
let baseUrl: string;
let swept: ListedDataset;

before(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "retort-client-"));
  const ending = { after: (hook: () => unknown) => void hooks.push(async () => hook()) };
  const { app } = await wholeApp(ending, { dataDir }, { isWorker: true });
  hooks.unshift(() => rm(dataDir, { recursive: true, force: true }));
  baseUrl = await app.listen({ host: "127.0.0.1", port: 0 });
  const { id } = await submitSweep({ grid_size: 3, n_frequencies: 20 }, { baseUrl });
  const states = await Array.fromAsync(watchJob(id, { baseUrl }), ({ state }) => state);
  assert.equal(states.at(-1), "completed");
  const { filename } = (await getJobResult(id, { baseUrl })) as { readonly filename: string };
  swept = await listed(filename);
});

after(async () => {
  for (const hook of hooks.reverse()) await hook();
});

async function listed(filename: string): Promise<ListedDataset> {
  const { datasets } = await listDatasets({}, { baseUrl });
  return datasets.find((dataset) => dataset.filename === filename)!;
}

async function refused(asking: Promise<unknown>): Promise<ProblemError> {
  const error = await asking.catch((reason: unknown) => reason);
  assert(error instanceof ProblemError, String(error));
  return error;
}

test("what was swept is told, and read row by row", async () => {
  const { filename } = swept;
  assert.equal(swept.n_parameters, 243);
  const { dataset_info: info } = await loadDataset(filename, { baseUrl });
  assert.equal(info.n_frequencies, 20);
  assert.deepEqual(info.parameter_ranges.rsh, { min: 10, max: 10_000, unit: "ohm" });
  const { data: best } = await bestResults(filename, 5, { baseUrl });
  assert.deepEqual(best.param_names, ["Rsh", "Ra", "Ca", "Rb", "Cb"]);
  assert.equal(best.resnorms.length, 5);
  const [first] = best.parameters as [number[]];
  const found = await searchDataset(
    filename,
    { limit: 3, ranges: { Ra: { min: first[1]!, max: first[1]! } } },
    { baseUrl },
  );
  assert.deepEqual(found.data.parameters[0], first);
  assert.equal(found.data.count, 3);
  const { shape, columns, values } = await spectra(filename, [0, 242], { baseUrl });
  assert.deepEqual([...shape], [2, 20, 4]);
  assert.deepEqual(columns, ["real", "imag", "magnitude", "phase"]);
  const [re, im, magnitude] = values;
  assert.ok(Math.abs(Math.hypot(re!, im!) - magnitude!) < 1e-3 * magnitude!);
});

test("what is wrong with a question is told field by field", async () => {
  const row = await refused(spectra(swept.filename, [0, 243], { baseUrl }));
  assert.equal(row.status, 422);
  assert.match(row.errors[0]!.message, /from 0 to 242/);
  const axis = await refused(searchDataset(swept.filename, { ranges: { Rx: {} } }, { baseUrl }));
  assert.equal(axis.errors[0]!.path, "ranges.Rx");
  const missing = await refused(loadDataset("nothing.npz", { baseUrl }));
  assert.deepEqual([missing.status, /nothing\.npz/.test(missing.message)], [404, true]);
  const grid = await refused(submitSweep({ grid_size: 99 }, { baseUrl }));
  assert.equal(grid.errors[0]!.path, "grid_size");
});

test("a file comes down whole or in part, goes up again, and is deleted", async () => {
  const whole = await downloadDataset(swept.filename, { baseUrl });
  assert.equal(whole.byteLength, swept.size_bytes);
  const file = await new Response(whole.body).blob();
  const digest = createHash("sha256").update(new Uint8Array(await file.arrayBuffer()));
  assert.equal(digest.digest("hex"), swept.sha256);
  const resume = { from: swept.size_bytes - 4, etag: whole.headers.get("etag")! };
  const rest = await downloadDataset(swept.filename, { baseUrl, resume });
  assert.equal(rest.byteLength, 4);
  assert.ok(rest.headers.has("content-range"));
  await rest.body.cancel();

  const { dataset } = await uploadDataset(file, "again.npz", { baseUrl });
  assert.deepEqual([dataset.sha256, dataset.is_own], [swept.sha256, true]);
  const taken = await refused(uploadDataset(file, "again.npz", { baseUrl }));
  assert.equal(taken.status, 409);
  await deleteDataset("again.npz", { baseUrl });
  assert.equal(await listed("again.npz"), undefined);
  const broken = await openAsBlob(import.meta.filename);
  const refusal = await refused(uploadDataset(broken, "broken.npz", { baseUrl }));
  assert.equal(refusal.status, 422);
  assert.match(refusal.message, /Failed to load NPZ file/);
});

test("a dataset is published, renamed and put into a session by its owner", async () => {
  const { session } = await createSession("Monday", { baseUrl });
  const change = { is_public: true, name: "Epithelium", session: session.id };
  const { dataset } = await changeDataset(swept.filename, change, { baseUrl });
  assert.deepEqual(
    [dataset.is_public, dataset.name, dataset.session],
    [true, "Epithelium", session.id],
  );
  await renameSession(session.id, "Tuesday", { baseUrl });
  const { sessions } = await listSessions({}, { baseUrl });
  assert.deepEqual(
    sessions.map(({ name }) => name),
    ["Tuesday"],
  );
  await deleteSession(session.id, { baseUrl });
  assert.equal((await listed(swept.filename)).session, null);
  const report = await syncDatasets({ dryRun: true }, { baseUrl });
  assert.deepEqual([report.dry_run, report.missing, report.problems], [true, [], []]);
});

test("a row is tagged, tagged otherwise, and no more", async () => {
  const { filename } = swept;
  await putTag(filename, { rank: 2, label: "second" }, { baseUrl });
  const { tag } = await putTag(
    filename,
    { rank: 2, label: "runner-up", category: "good" },
    { baseUrl },
  );
  assert.deepEqual(
    [tag.label, tag.category, Object.keys(tag.parameters).length],
    ["runner-up", "good", 5],
  );
  const { tags } = await listTags(filename, {}, { baseUrl });
  assert.deepEqual(
    tags.map(({ rank, label }) => [rank, label]),
    [[2, "runner-up"]],
  );
  const beyond = await refused(putTag(filename, { rank: 244, label: "none" }, { baseUrl }));
  assert.equal(beyond.status, 422);
  await removeTag(filename, 2, { baseUrl });
  assert.equal((await refused(removeTag(filename, 2, { baseUrl }))).status, 404);
});
