/** The datasets' table of calls over HTTP: shapes, numbers, refusals. */
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import type * as z from "zod";
import { bytesSource } from "#src/arrays/source.ts";
import * as answers from "#src/impedance/datasets/answers.ts";
import { openDataset } from "#src/impedance/datasets/dataset.ts";
import { databaseKinds, lackOf, newDatabase } from "./support/databases.ts";
import { datasetApp, established } from "./support/dataset-app.ts";
import { datasetFile } from "./support/dataset-files.ts";
import { lastFirst } from "./support/last-first.ts";

const file = await openDataset(bytesSource(established));
const name = "grid_3_freq_0.1_100000.npz";

/** Of the tests that need no server of their own. */
const ending = lastFirst({ after: (hook) => after(hook as () => Promise<void>) });
const place = await newDatabase(ending, "pglite");
const shared = await datasetApp(ending, place);
await shared.upload(name);

/** An answer that has the fields of a schema, and no others. */
function shaped<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  { statusCode, body }: { statusCode: number; body: string },
): z.output<z.ZodObject<Shape>> {
  assert(statusCode < 300, body);
  return schema.strict().parse(JSON.parse(body));
}

for (const kind of databaseKinds) {
  test(`a dataset from its upload to its end (${kind})`, { skip: lackOf(kind) }, async (t) => {
    const ending = lastFirst(t);
    const { get, post, patch, remove, upload } = await datasetApp(
      ending,
      await newDatabase(ending, kind),
    );
    const sent = await upload(name);
    assert.equal(sent.statusCode, 201, sent.body);
    assert.equal(sent.headers.location, `/api/download/${name}`);
    const { dataset } = shaped(answers.changedDataset, sent);

    const { datasets, directories } = shaped(answers.datasetPage, await get("/api/datasets"));
    assert.deepEqual(datasets, [{ ...dataset, loaded: true }]);
    assert.deepEqual(directories, { precomputed: 0, user_generated: 1 });
    assert.deepEqual(
      [dataset.n_parameters, dataset.n_frequencies, dataset.grid_size, dataset.best_resnorm],
      [243, 20, 3, file.bestResnorm],
    );
    assert.equal(dataset.size_bytes, established.length);
    assert(Math.abs(dataset.modified - Date.now() / 1000) < 60);

    const status = shaped(answers.datasetStatus, await get("/api/status"));
    assert.deepEqual(
      [status.status, status.available_files, status.loaded_datasets],
      ["online", 1, 1],
    );
    assert.match(status.memory_usage, /^\d+\.\d MB$/);

    const loaded = shaped(answers.loadedDataset, await post(`/api/load/${name}`));
    assert.deepEqual(loaded.dataset_info.parameter_ranges.rsh, {
      min: 10,
      max: 10_000,
      unit: "ohm",
    });
    assert.deepEqual(Object.keys(loaded.dataset_info.parameter_ranges), [
      "rsh",
      "ra",
      "ca",
      "rb",
      "cb",
    ]);
    assert.equal(loaded.metadata.export_timestamp, 1757426113.5787);

    const { data: best } = shaped(answers.bestResults, await get(`/api/best-results/${name}?n=7`));
    const parameters = [...(await file.parameters.read(0, 7))];
    assert.deepEqual(best.parameters.flat(), parameters);
    assert.deepEqual(best.resnorms, [...(await file.resnorms.read(0, 7))]);
    assert.deepEqual(best.indices, [0, 1, 2, 3, 4, 5, 6]);
    assert.deepEqual([best.n_total, best.best_resnorm], [243, file.bestResnorm]);
    const all = shaped(answers.bestResults, await get(`/api/best-results/${name}`));
    assert.equal(all.data.parameters.length, 243);

    const indices = [242, 0, 0];
    const { data } = shaped(answers.spectra, await post(`/api/spectrum/${name}`, { indices }));
    const values = await file.spectra.at(indices);
    assert.deepEqual(data.spectra.flat(2), [...values]);
    assert.deepEqual(
      [data.spectra.length, data.spectra[0]!.length, data.spectra[0]![0]!.length],
      [3, 20, 4],
    );
    assert.deepEqual(data.frequencies, file.frequencies);
    assert.deepEqual(data.freq_range, [file.freqMin, file.freqMax]);

    const most = best.resnorms[3]!;
    const asked = { max_resnorm: most, limit: 2, ranges: { Ra: { min: 20 } } };
    const { data: found } = shaped(answers.foundSets, await post(`/api/search/${name}`, asked));
    assert.deepEqual([found.count, found.total_searched, found.indices.length], [2, 243, 2]);
    assert(found.resnorms.every((resnorm) => resnorm! <= most));
    const any = shaped(answers.foundSets, await post(`/api/search/${name}`));
    assert.equal(any.data.count, 243);

    const changed = await patch(`/api/datasets/${name}`, { name: "Epithelium", is_public: true });
    const now = shaped(answers.changedDataset, changed).dataset;
    assert.deepEqual([now.name, now.is_public], ["Epithelium", true]);

    shaped(answers.deletedDataset, await remove(`/api/datasets/${name}`));
    for (const gone of [await get(`/api/download/${name}`), await post(`/api/load/${name}`)]) {
      assert.equal(gone.statusCode, 404);
      assert.match(gone.json().message, new RegExp(`no dataset ${name}`));
    }
    assert.deepEqual((await get("/api/datasets")).json().datasets, []);
    assert.equal((await upload(name)).statusCode, 201, "the name is free again");
  });
}

test("spectra as float32, without JSON between", async () => {
  const answer = await shared.app.inject({
    method: "POST",
    url: `/api/spectrum/${name}`,
    payload: { indices: [5, 1] },
    headers: { accept: "application/octet-stream" },
  });
  assert.equal(answer.headers["content-type"], "application/octet-stream");
  assert.equal(answer.headers["x-shape"], "2, 20, 4");
  assert.equal(answer.headers["x-columns"], "real, imag, magnitude, phase");
  const bytes = new Uint8Array(answer.rawPayload);
  assert.deepEqual(new Float32Array(bytes.buffer), await file.spectra.at([5, 1]));
  const refused = await shared.app.inject({
    method: "POST",
    url: `/api/spectrum/${name}`,
    payload: { indices: [5, 1] },
    headers: { accept: "application/octet-stream;q=0, */*" },
  });
  assert.match(refused.headers["content-type"]!, /^application\/json/);
});

test("what cannot be asked is refused with its status, a message, and the fields", async () => {
  const { app } = shared;
  const cases: readonly (readonly ["GET" | "POST" | "PATCH", string, number, string, object?])[] = [
    ["POST", `/api/spectrum/${name}`, 422, "indices.1", { indices: [0, 243] }],
    ["POST", `/api/spectrum/${name}`, 422, "indices.0", { indices: [-1] }],
    ["POST", `/api/spectrum/${name}`, 422, "indices.0", { indices: [0.5] }],
    ["POST", `/api/spectrum/${name}`, 422, "indices", { indices: [] }],
    ["POST", `/api/spectrum/${name}`, 422, "indices", { indices: new Array(10_001).fill(0) }],
    ["POST", `/api/spectrum/${name}`, 422, "indices", {}],
    ["GET", `/api/best-results/${name}?n=0`, 422, "n"],
    ["GET", `/api/best-results/${name}?n=100001`, 422, "n"],
    ["GET", `/api/best-results/${name}?m=1`, 422, "m"],
    ["GET", "/api/datasets?limit=1001", 422, "limit"],
    ["GET", "/api/datasets?cursor=x", 422, "cursor"],
    ["POST", `/api/search/${name}`, 422, "ranges.Rx", { ranges: { Rx: { min: 1 } } }],
    ["POST", `/api/search/${name}`, 422, "ranges.Ra.min", { ranges: { Ra: { min: "1" } } }],
    ["POST", `/api/search/${name}`, 422, "max_resnorm", { max_resnorm: -1 }],
    ["POST", `/api/search/${name}`, 422, "limit", { limit: 0 }],
    ["PATCH", `/api/datasets/${name}`, 422, "owner", { owner: "me" }],
    ["POST", "/api/datasets/sync", 422, "dry_run", { dry_run: 1 }],
  ];
  for (const [method, url, status, path, payload] of cases) {
    const answer = await app.inject({ method, url, ...(payload && { payload }) });
    const what = `${method} ${url} ${path}: ${answer.body}`;
    assert.equal(answer.statusCode, status, what);
    assert.match(answer.headers["content-type"]!, /^application\/json/, what);
    const { status: word, message, errors, request_id } = answer.json();
    assert.deepEqual([word, typeof request_id], ["error", "string"], what);
    assert.equal(errors[0].path, path, what);
    assert(message.includes(path), what);
  }
  const index = await app.inject({
    method: "POST",
    url: `/api/spectrum/${name}`,
    payload: { indices: [243] },
  });
  assert.match(index.json().message, /243/);
  const nothing = await shared.post(`/api/spectrum/${name}`);
  assert.match(nothing.json().message, /^must be an object that says which rows/);
  assert.match(index.json().message, /0 to 242/);
});

test("the documentation has the calls, and their errors as they are", async () => {
  const { paths } = (await shared.get("/openapi.json")).json();
  for (const [path, method] of [
    ["/api/status", "get"],
    ["/api/datasets", "post"],
    ["/api/datasets/{filename}", "patch"],
    ["/api/download/{filename}", "get"],
    ["/api/spectrum/{filename}", "post"],
    ["/api/sweeps", "post"],
  ] as const) {
    const { responses } = paths[path][method];
    assert.deepEqual(Object.keys(responses["4XX"].content), ["application/json"], path);
    assert.equal(paths[path][method].security, undefined, "nobody signs in here");
  }
  const sent = paths["/api/datasets"].post.requestBody.content;
  assert.deepEqual(sent, {
    "application/octet-stream": { schema: { type: "string", format: "binary" } },
  });
  for (const [path, isRequired] of [
    ["/api/spectrum/{filename}", true],
    ["/api/search/{filename}", false],
    ["/api/datasets/sync", false],
    ["/api/sweeps", false],
    ["/jobs/count", false],
  ] as const) {
    assert.equal(paths[path].post.requestBody.required, isRequired, path);
  }
});

test("no name leads out of the datasets' folders", async () => {
  const { dataDir } = place;
  const { app, folder } = shared;
  await mkdir(join(folder, "temp"), { recursive: true });
  await writeFile(join(folder, "temp", "secret.npz"), established);
  await writeFile(join(dataDir, "secret.npz"), established);
  const names = [
    ...["..%2fsecret.npz", "%2e%2e%2fsecret.npz", "..%5csecret.npz", "..%2f..%2fsecret.npz"],
    ...["temp%2fsecret.npz", "%2fetc%2fpasswd", "secret.npz%00", "secret%00.npz", ".npz", "..npz"],
    ...[".secret.npz", "secret.npz%2f", "secret.NPZ", "secret", "s%0aecret.npz", "caf%C3%A9.npz"],
    ...[
      `${"a".repeat(197)}.npz`,
      "secret.npz",
      "%252e%252e%252fsecret.npz",
      "C:secret.npz",
      "%FF.npz",
    ],
  ];
  for (const hostile of names) {
    for (const [method, path] of [
      ["GET", "download"],
      ["POST", "load"],
      ["GET", "best-results"],
      ["POST", "search"],
      ["DELETE", "datasets"],
    ] as const) {
      const answer = await app.inject({ method, url: `/api/${path}/${hostile}` });
      const what = `${method} ${path} ${hostile}: ${answer.statusCode} ${answer.body}`;
      assert([400, 404, 414, 422].includes(answer.statusCode), what);
      assert(!answer.body.includes(dataDir), what);
    }
  }
  for (const kept of [join(folder, "temp", "secret.npz"), join(dataDir, "secret.npz")]) {
    assert.deepEqual(await readFile(kept), established);
  }
});

test("the longest name there may be is served", async () => {
  const { get, upload } = shared;
  const longest = `${"A".repeat(196)}.npz`;
  assert.equal((await upload(longest)).statusCode, 201);
  assert.equal((await get(`/api/best-results/${longest}`)).statusCode, 200);
});

test("a file that was damaged since is refused for what is wrong with it, and others go on", async () => {
  const { app, get, post, upload, folder } = shared;
  await upload("hurt.npz");
  await upload("whole.npz", await datasetFile());
  await writeFile(join(folder, "user_generated", "hurt.npz"), established.subarray(0, 30_000));
  const refused = async (name: string, message: RegExp) => {
    for (const answer of [
      await post(`/api/load/${name}`),
      await get(`/api/best-results/${name}`),
      await post(`/api/spectrum/${name}`, { indices: [0] }),
      await post(`/api/search/${name}`),
      await get(`/api/download/${name}`),
    ]) {
      assert.equal(answer.statusCode, 422, answer.body);
      assert.match(answer.json().message, message);
    }
  };
  await refused("hurt.npz", /^hurt\.npz is no longer .*: it has 30000 bytes, not \d+; sync /);
  const head = await app.inject({ method: "HEAD", url: "/api/download/hurt.npz" });
  assert.equal(head.statusCode, 422);
  assert.equal((await get("/api/best-results/whole.npz")).statusCode, 200);
  const { problems } = (await post("/api/datasets/sync")).json();
  assert.match(problems[0].problems[0], /^Failed to load NPZ file: ./);
  await refused("hurt.npz", /^Failed to load NPZ file: ./);

  await writeFile(join(folder, "user_generated", "byhand.npz"), established.subarray(0, 30_000));
  await refused("byhand.npz", /^Failed to load NPZ file: ./);
  await writeFile(join(folder, "user_generated", "byhand.npz"), established);
  await refused("byhand.npz", /^byhand\.npz lies in user_generated and is not registered: sync/);
});

test("what no route takes is refused as the routes refuse", async () => {
  for (const [url, status] of [
    ["/api/datasets/", 404],
    ["/api/status/more", 404],
    [`/api/spectrum/${name}`, 405],
    ["/api/load/%zz", 400],
    ["/api/sweeps?n=1", 405],
  ] as const) {
    const answer = await shared.get(url);
    assert.equal(answer.statusCode, status, url);
    assert.match(answer.headers["content-type"]!, /^application\/json/, url);
    assert.deepEqual([answer.json().status, typeof answer.json().message], ["error", "string"]);
  }
  const other = await shared.get("/api/no-such-instrument");
  assert.equal(other.json().status, 404, "elsewhere it is a problem document");
});
