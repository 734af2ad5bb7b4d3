import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { sendJson, standIn } from "#test/support/stand-in.ts";
import {
  deleteScreen,
  examples,
  jobFile,
  jobFiles,
  predict,
  prediction,
  predictNow,
  resumeScreen,
  screen,
  screenLigand,
  screenLigands,
  screenResults,
  screens,
  stopScreen,
  submitScreen,
  validateLigand,
  validateProtein,
} from "./index.ts";

const id = "0b9d5a64-6c3e-4f0c-8d42-3f5b2f1f6a10";
const request = { protein: { sequence: "MKT" }, ligand: { smiles: "CCO" } };

/** A server that answers all with `answer`, and what it was asked. */
async function serverSaying(t: TestContext, answer: unknown, status = 200) {
  const asked: string[] = [];
  const baseUrl = await standIn(t, async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request)).toString();
    const { "idempotency-key": key } = request.headers;
    asked.push([request.method, request.url, key, body].filter(Boolean).join(" "));
    sendJson(response, status, answer);
  });
  return { baseUrl, asked };
}

test("each question of a prediction goes where it belongs", async (t) => {
  const { baseUrl, asked } = await serverSaying(t, { id, kind: "predict", files: [] });
  const options = { baseUrl };
  await predict(request, { ...options, priority: 3, idempotencyKey: "k" });
  await predict(request, options);
  await predictNow(request, { ...options, wait: 5 });
  await predictNow(request, options);
  await prediction(id, options);
  await validateProtein(">p\nMKT", options);
  await validateLigand("C/C=C/C", options);
  await examples(options);
  assert.deepEqual(await jobFiles(id, options), []);
  await jobFile(id, "../settings", options);
  const body = JSON.stringify(request);
  assert.deepEqual(asked, [
    `POST /predict k ${body.slice(0, -1)},"priority":3}`,
    `POST /predict ${body}`,
    `POST /predict/sync?wait=5 ${body}`,
    `POST /predict/sync ${body}`,
    `GET /jobs/${id}/result`,
    'POST /validate/protein {"sequence":">p\\nMKT"}',
    'POST /validate/ligand {"smiles":"C/C=C/C"}',
    "GET /examples",
    `GET /jobs/${id}/files`,
    `GET /jobs/${id}/files/..%2Fsettings`,
  ]);
});

test("each question of a screen goes where it belongs", async (t) => {
  const answer = { id, kind: "screen", progress: 50, screen_id: id };
  const { baseUrl, asked } = await serverSaying(t, answer);
  const options = { baseUrl };
  const { protein } = request;
  const submitted = await submitScreen({ protein, ligands: ["CCO"] }, { ...options, priority: 1 });
  assert.deepEqual([submitted.screen_id, submitted.progress], [id, 0.5]);
  await screens({ limit: 7 }, options);
  await screen(id, options);
  await screenLigands(id, { order: "place", state: "failed", after: 9, limit: 5 }, options);
  await screenLigand(id, 3, options);
  await stopScreen(id, options);
  assert.equal((await resumeScreen(id, options)).progress, 0.5);
  await deleteScreen(id, options);
  await screenResults(id, "csv", options);
  assert.deepEqual(asked, [
    'POST /screens {"protein":{"sequence":"MKT"},"ligands":["CCO"],"priority":1}',
    "GET /screens?limit=7",
    `GET /screens/${id}`,
    `GET /screens/${id}/ligands?order=place&state=failed&after=9&limit=5`,
    `GET /screens/${id}/ligands/3`,
    `POST /screens/${id}/stop`,
    `POST /screens/${id}/resume`,
    `DELETE /screens/${id}`,
    `GET /screens/${id}/results.csv`,
  ]);
});

test("what outlasts the wait is its job, which is told apart from a result", async (t) => {
  const { baseUrl } = await serverSaying(t, { id, kind: "predict", progress: 12.5 }, 202);
  const answer = await predictNow(request, { baseUrl });
  assert("kind" in answer);
  assert.equal(answer.progress, 0.125);
  const found = { job_id: id, status: "completed", ic50_nm: 100 };
  const { baseUrl: quick } = await serverSaying(t, found);
  assert.deepEqual(await predictNow(request, { baseUrl: quick }), found);
});

test("a file has whichever type it has, and its bytes are its own", async (t) => {
  const baseUrl = await standIn(t, (_, response) => {
    response.writeHead(200, { "content-type": "chemical/x-cif" }).end("data_a\n");
  });
  const { headers, body } = await jobFile(id, "model_0.cif", { baseUrl });
  assert.equal(headers.get("content-type"), "chemical/x-cif");
  assert.equal(await new Response(body).text(), "data_a\n");
});
