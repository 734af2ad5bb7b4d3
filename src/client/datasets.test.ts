import assert from "node:assert/strict";
import { test } from "node:test";
import { sendJson, standIn } from "#test/support/stand-in.ts";
import {
  bestResults,
  ConnectionError,
  changeDataset,
  createSession,
  deleteDataset,
  deleteSession,
  downloadDataset,
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
} from "./index.ts";

const name = "grid_5.npz";

test("each question goes where it belongs, with its token", async (t) => {
  const asked: string[] = [];
  const baseUrl = await standIn(t, async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request)).toString();
    const { authorization, "content-type": type, "idempotency-key": key } = request.headers;
    const words = [request.method, request.url, authorization, key, type?.split("/")[1], body];
    asked.push(words.filter(Boolean).join(" "));
    sendJson(response, 200, {});
  });
  const options = { baseUrl, token: "a.b.c" };
  await listDatasets({ cursor: "x=&", limit: 7 }, options);
  await listDatasets({}, { baseUrl });
  await loadDataset(name, options);
  await bestResults(name, undefined, options);
  await bestResults("../settings", 5, options);
  await searchDataset(name, { max_resnorm: 1, ranges: { Ra: { min: 10 } } }, options);
  await changeDataset(name, { is_public: true }, options);
  await deleteDataset(name, options);
  await uploadDataset(new Blob(["PK"]), "a b.npz", options);
  await syncDatasets({ dryRun: true }, options);
  await listTags(name, {}, options);
  await putTag(name, { rank: 1, label: "best" }, options);
  await removeTag(name, 12, options);
  await listSessions({ limit: 3 }, options);
  await createSession("Monday", options);
  await renameSession("1/2", "Tuesday", options);
  await deleteSession("12", options);
  await submitSweep({ grid_size: 5 }, { ...options, idempotencyKey: "k" });
  assert.deepEqual(asked, [
    "GET /api/datasets?cursor=x%3D%26&limit=7 Bearer a.b.c",
    "GET /api/datasets",
    "POST /api/load/grid_5.npz Bearer a.b.c",
    "GET /api/best-results/grid_5.npz Bearer a.b.c",
    "GET /api/best-results/..%2Fsettings?n=5 Bearer a.b.c",
    'POST /api/search/grid_5.npz Bearer a.b.c json {"max_resnorm":1,"ranges":{"Ra":{"min":10}}}',
    'PATCH /api/datasets/grid_5.npz Bearer a.b.c json {"is_public":true}',
    "DELETE /api/datasets/grid_5.npz Bearer a.b.c",
    "POST /api/datasets?filename=a+b.npz Bearer a.b.c octet-stream PK",
    'POST /api/datasets/sync Bearer a.b.c json {"dry_run":true}',
    "GET /api/datasets/grid_5.npz/tags Bearer a.b.c",
    'POST /api/datasets/grid_5.npz/tags Bearer a.b.c json {"rank":1,"label":"best"}',
    "DELETE /api/datasets/grid_5.npz/tags/12 Bearer a.b.c",
    "GET /api/sessions?limit=3 Bearer a.b.c",
    'POST /api/sessions Bearer a.b.c json {"name":"Monday"}',
    'PATCH /api/sessions/1%2F2 Bearer a.b.c json {"name":"Tuesday"}',
    "DELETE /api/sessions/12 Bearer a.b.c",
    'POST /api/sweeps Bearer a.b.c k json {"grid_size":5}',
  ]);
});

test("a download goes on where it ended, if the file is the same", async (t) => {
  const asked: unknown[] = [];
  const baseUrl = await standIn(t, ({ headers }, response) => {
    asked.push([headers.range, headers["if-range"]]);
    response.writeHead(206, {
      "content-type": "application/x-npz",
      "content-range": "bytes 3-4/5",
    });
    response.end("de");
  });
  const resume = { from: 3, etag: '"abc"' };
  const { headers, body } = await downloadDataset(name, { baseUrl, resume });
  assert.equal(headers.get("content-range"), "bytes 3-4/5");
  assert.equal(await new Response(body).text(), "de");
  await (await downloadDataset(name, { baseUrl })).body.cancel();
  assert.deepEqual(asked, [
    ["bytes=3-", '"abc"'],
    [undefined, undefined],
  ]);
});

test("spectra that contradict what is said of them are refused", async (t) => {
  const shapes = ["1, 2, 2", "1, 2, 4", "", "NaN, 2, 2"];
  const baseUrl = await standIn(t, (_, response) => {
    response.writeHead(200, {
      "content-type": "application/octet-stream",
      "x-shape": shapes.shift(),
      "x-columns": "real, imag",
    });
    response.end(new Uint8Array(new Float32Array([1, -2, 3, -4]).buffer));
  });
  const { shape, columns, values } = await spectra(name, [0], { baseUrl });
  assert.deepEqual(
    { shape, columns, values: [...values] },
    {
      shape: [1, 2, 2],
      columns: ["real", "imag"],
      values: [1, -2, 3, -4],
    },
  );
  for (let i = 0; i < 3; i++) {
    await assert.rejects(spectra(name, [0], { baseUrl }), ConnectionError);
  }
});

test("a refusal of these routes, which says `error` where others have a number, is understood", async (t) => {
  const errors = [{ path: "indices.0", message: "must be a row's number from 0 to 8, but is 9" }];
  const baseUrl = await standIn(t, (_, response) =>
    sendJson(response, 422, { status: "error", message: "No.", detail: "No.", errors }),
  );
  const error = await spectra(name, [9], { baseUrl }).catch((reason: unknown) => reason);
  assert(error instanceof ProblemError);
  assert.deepEqual([error.status, error.message, error.errors], [422, "No.", errors]);
});
