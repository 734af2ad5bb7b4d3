import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { test } from "node:test";
import { sendJson, standIn } from "#test/support/stand-in.ts";
import {
  cancelJob,
  getHealth,
  getJob,
  getJobResult,
  type Job,
  type JobEvent,
  listJobs,
  ProblemError,
  submitCount,
  watchJob,
  watchJobs,
} from "./index.ts";

const id = "0b9d5a64-6c3e-4f0c-8d42-3f5b2f1f6a10";

/** Event `index` of a job that has `count` of them, the last of which ends it. */
function eventOf(index: number, count: number): JobEvent {
  const progress = index / count;
  const state = index === count ? "completed" : index === 1 ? "queued" : "running";
  return { state, progress, message: `${index}`, attempt: 1, at: "2026-11-21T05:00:00.000Z" };
}

function send(response: ServerResponse, index: number, count: number): void {
  response.write(`id: ${index}\ndata: ${JSON.stringify(eventOf(index, count))}\n\n`);
}

const begin = (response: ServerResponse) =>
  response.writeHead(200, { "content-type": "text/event-stream" });

test("each question goes where it belongs, with its token", async (t) => {
  const asked: string[] = [];
  const baseUrl = await standIn(t, async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request)).toString();
    const { authorization, "idempotency-key": key } = request.headers;
    asked.push([request.method, request.url, authorization, key, body].filter(Boolean).join(" "));
    sendJson(response, 200, { id, jobs: [] });
  });
  const options = { baseUrl, token: "a.b.c" };
  await listJobs({}, options);
  await listJobs({ kind: "count", state: "running", cursor: "x=&", limit: 7 }, options);
  await getJob(id, options);
  await getJobResult("../settings", options);
  await cancelJob(id, options);
  await submitCount({ to: 3 }, { ...options, idempotencyKey: "k" });
  await submitCount({}, { baseUrl });
  assert.deepEqual(asked, [
    "GET /jobs Bearer a.b.c",
    "GET /jobs?kind=count&state=running&cursor=x%3D%26&limit=7 Bearer a.b.c",
    `GET /jobs/${id} Bearer a.b.c`,
    "GET /jobs/..%2Fsettings/result Bearer a.b.c",
    `DELETE /jobs/${id} Bearer a.b.c`,
    'POST /jobs/count Bearer a.b.c k {"to":3}',
    "POST /jobs/count {}",
  ]);
});

test("progress is told from 0 to 1 whatever the kind", async (t) => {
  const jobs = [
    { id, kind: "count", progress: 1 },
    { id, kind: "predict", progress: 40 },
    { id, kind: "screen", progress: 1 },
  ];
  const baseUrl = await standIn(t, (request, response) => {
    if (request.url !== "/jobs/events") {
      return sendJson(response, 200, request.url === "/jobs" ? { jobs, next: null } : jobs[1]);
    }
    begin(response);
    for (const job of jobs) response.write(`data: ${JSON.stringify(job)}\n\n`);
  });
  const progresses = (all: readonly Job[]) => all.map(({ progress }) => progress);
  assert.deepEqual(progresses((await listJobs({}, { baseUrl })).jobs), [1, 0.4, 0.01]);
  const single = [await getJob(id, { baseUrl }), await cancelJob(id, { baseUrl })];
  assert.deepEqual(progresses([...single, await submitCount({}, { baseUrl })]), [0.4, 0.4, 0.4]);
  const told: Job[] = [];
  for await (const job of watchJobs({ baseUrl })) if (told.push(job) === 3) break;
  assert.deepEqual(progresses(told), [1, 0.4, 0.01]);
});

test("a server that fails says how it feels all the same", async (t) => {
  const health = { status: "degraded", database: { status: "away" } };
  const baseUrl = await standIn(t, (_, response) => {
    response.writeHead(503, { "content-type": "application/json" }).end(JSON.stringify(health));
  });
  assert.deepEqual(await getHealth({ baseUrl }), health);
  await assert.rejects(getJob(id, { baseUrl }), ProblemError);
});

test("a connection that is cut anywhere costs no event, and brings none twice", async (t) => {
  const count = 12;
  const cuts = [3, 4, 9];
  const asked: unknown[] = [];
  const baseUrl = await standIn(t, (request, response) => {
    const after = Number(request.headers["last-event-id"] ?? 0);
    asked.push(request.headers["last-event-id"]);
    begin(response).write(": here\n\n");
    for (let index = after + 1; index <= count; index++) {
      send(response, index, count);
      if (cuts[0] === index) {
        cuts.shift();
        // In the midst of the next event.
        response.write(`id: ${index + 1}\ndata: {"sta`, () => response.destroy());
        return;
      }
    }
    response.end();
  });
  const told: string[] = [];
  const options = {
    baseUrl,
    onConnected: () => told.push("connected"),
    onLost: ({ message }: Error) => told.push(/went away/.test(message) ? "lost" : message),
  };
  const seen = await Array.fromAsync(watchJob(id, options), ({ id, message }) => [id, message]);
  const all = Array.from({ length: count }, (_, i) => [`${i + 1}`, `${i + 1}`]);
  assert.deepEqual(seen, all);
  assert.deepEqual(asked, [undefined, "3", "4", "9"]);
  assert.deepEqual(told, [...Array(3).fill(["connected", "lost"]).flat(), "connected"]);
});

test("a server that is away, failing or busy is asked again; after the last event there is nothing", async (t) => {
  const answers = [
    (response: ServerResponse) => response.destroy(),
    (response: ServerResponse) => response.writeHead(502).end("<html>"),
    (response: ServerResponse) => response.writeHead(503, { "retry-after": "1" }).end("{}"),
    (response: ServerResponse) => {
      begin(response);
      send(response, 1, 9);
      response.end();
    },
    (response: ServerResponse) => response.writeHead(204).end(),
  ];
  const times: number[] = [];
  const baseUrl = await standIn(t, (_, response) => {
    times.push(performance.now());
    answers.shift()!(response);
  });
  const seen = await Array.fromAsync(watchJob(id, { baseUrl }), (event) => event.state);
  assert.deepEqual(seen, ["queued"]);
  assert.equal(answers.length, 0);
  assert.ok(times[3]! - times[2]! >= 990, "Retry-After is kept to");
});

test("a refusal ends it", async (t) => {
  let requests = 0;
  const baseUrl = await standIn(t, (_, response) => {
    requests++;
    sendJson(response, 404, { title: "Not Found", detail: "There is no such job.", errors: [] });
  });
  await assert.rejects(Array.fromAsync(watchJob(id, { baseUrl })), /There is no such job/);
  assert.equal(requests, 1);
});

for (const [name, answer] of [
  ["while it is quiet", (response: ServerResponse) => void begin(response).write(":\n\n")],
  ["while the server is away", (response: ServerResponse) => void response.destroy()],
] as const) {
  test(`an abort ends it at once, ${name}`, async (t) => {
    const stop = new AbortController();
    const baseUrl = await standIn(t, (_, response) => {
      answer(response);
      setTimeout(() => stop.abort(new Error("enough")), 50);
    });
    const watching = Array.fromAsync(watchJob(id, { baseUrl, signal: stop.signal }));
    await assert.rejects(watching, /enough/);
  });
}

test("whoever leaves the loop leaves the server", async (t) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const baseUrl = await standIn(t, (_, response) => {
    response.on("close", resolve);
    begin(response).write(`data: {"id":"${id}"}\n\n`);
  });
  for await (const job of watchJobs({ baseUrl })) {
    assert.equal(job.id, id);
    break;
  }
  await promise;
});
