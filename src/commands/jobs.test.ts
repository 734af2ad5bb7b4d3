import assert from "node:assert/strict";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { type TestContext, test } from "node:test";
import type { Job, JobState } from "#src/client/index.ts";
import { retort, start } from "#test/support/command.ts";
import { sendJson, standIn } from "#test/support/stand-in.ts";

const at = "2026-11-21T05:00:00.000Z";
const job: Job = {
  id: "0b9d5a64-6c3e-4f0c-8d42-3f5b2f1f6a10",
  kind: "count",
  state: "running",
  progress: 0.5,
  message: "counted to 50",
  attempt: 1,
  max_attempts: 3,
  priority: 0,
  request: { to: 100 },
  engine: null,
  engine_version: null,
  error: null,
  created_at: at,
  updated_at: at,
  started_at: at,
  finished_at: null,
  estimated_completion: null,
};

/** A server with one job, that ends as `ended` says once it is watched; what it was asked. */
async function serverWith(
  t: TestContext,
  ended: Partial<Job> = {},
): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  let now = job;
  const url = await standIn(t, (request, response) => {
    const { method, url, headers } = request;
    asked.push([method, url, headers.authorization].filter(Boolean).join(" "));
    if (url!.endsWith("/events")) {
      now = { ...job, ...ended };
      sendEvents(response, now.state);
    } else if (url!.startsWith("/jobs?") || url === "/jobs") {
      sendJson(response, 200, { jobs: [now], next: "older" });
    } else if (url === `/jobs/${job.id}`) {
      sendJson(response, 200, method === "DELETE" ? { ...job, state: "cancelled" } : now);
    } else {
      sendJson(response, 404, { title: "Not Found", detail: "There is no such job.", errors: [] });
    }
  });
  return { url, asked };
}

function sendEvents(response: ServerResponse, state: JobState): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const { progress, message, attempt } = job;
  const event = { state: "running", progress, message, attempt, at };
  response.write(`id: 1\ndata: ${JSON.stringify(event)}\n\n`);
  if (state === "running") return;
  response.end(`id: 2\ndata: ${JSON.stringify({ ...event, state })}\n\n`);
}

test("list prints a table, and says that there is more", async (t) => {
  const { url, asked } = await serverWith(t);
  const flags = ["--kind", "count", "--state", "running", "--limit", "1"];
  const { status, stdout, stderr } = await retort("jobs", "list", ...flags, "--server", url);
  assert.equal(status, 0);
  assert.match(stdout.toString(), /^ID .*\n0b9d5a64-\S+ {2}count {2}running {2}50 % .*to 50\n$/);
  assert.equal(stderr, "There are more: --cursor older\n");
  assert.deepEqual(asked, ["GET /jobs?kind=count&state=running&limit=1"]);
});

test("what the server says comes out as it is, and the environment may say where and who", async (t) => {
  const { url, asked } = await serverWith(t);
  const environment = { RETORT_SERVER: url, RETORT_TOKEN: "a.b.c" };
  const list = await start(["jobs", "list", "--json"], environment).outcome;
  assert.deepEqual(JSON.parse(list.stdout.toString()), { jobs: [job], next: "older" });
  const show = await start(["jobs", "show", job.id, "--json", "--token=d"], environment).outcome;
  assert.deepEqual(JSON.parse(show.stdout.toString()), job);
  assert.deepEqual(asked, ["GET /jobs Bearer a.b.c", `GET /jobs/${job.id} Bearer d`]);
});

test("show tells everything, cancel what it did", async (t) => {
  const { url } = await serverWith(t);
  const show = await retort("jobs", "show", job.id, "--server", url);
  assert.match(show.stdout.toString(), /^state {5}running$/m);
  const cancel = await retort("jobs", "cancel", job.id, "--server", url);
  assert.deepEqual([cancel.status, cancel.stdout.toString()], [0, `Job ${job.id} is cancelled.\n`]);
});

for (const [name, ended, status, says] of [
  ["completes", { state: "completed" }, 0, /^$/],
  [
    "fails",
    { state: "failed", error: { code: "timed_out", message: "It took too long.", detail: null } },
    1,
    /failed: It took too long\.\n$/,
  ],
  ["is cancelled", { state: "cancelled" }, 1, /was cancelled\.\n$/],
] as const) {
  test(`watch prints a line a change, and its status says that the job ${name}`, async (t) => {
    const { url } = await serverWith(t, ended);
    const outcome = await retort("jobs", "watch", job.id, "--server", url);
    assert.equal(outcome.status, status);
    assert.match(outcome.stderr, says);
    const lines = outcome.stdout.toString().trim().split("\n");
    assert.deepEqual(
      lines.map((line) => line.split(/ +/)[1]),
      ["running", ended.state],
    );
  });
}

test("watch --json prints an event a line", async (t) => {
  const { url } = await serverWith(t, { state: "completed" });
  const { stdout } = await retort("jobs", "watch", job.id, "--json", "--server", url);
  const events = stdout
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    events.map(({ id, state }) => [id, state]),
    [
      ["1", "running"],
      ["2", "completed"],
    ],
  );
});

test("watch can be interrupted", async (t) => {
  const { url } = await serverWith(t);
  const child = start(["jobs", "watch", job.id, "--server", url]);
  await once(child.stdout!, "data");
  child.kill("SIGINT");
  const { status, stderr } = await child.outcome;
  assert.deepEqual([status, stderr], [130, "Stopped by SIGINT.\n"]);
});

const nowhere = "0b9d5a64-6c3e-4f0c-8d42-3f5b2f1f6a11";

for (const command of ["show", "cancel", "watch"]) {
  test(`${command} says that there is no such job`, async (t) => {
    const { url } = await serverWith(t);
    const { status, stderr } = await retort("jobs", command, nowhere, "--server", url);
    assert.deepEqual([status, stderr], [1, "There is no such job.\n"]);
  });
}

test("a server that is not there is not waited for", async () => {
  const url = "http://127.0.0.1:9";
  const { status, stderr } = await retort("jobs", "watch", job.id, "--server", url);
  assert.equal(status, 1);
  assert.match(stderr, /^The server at http:\/\/127\.0\.0\.1:9 cannot be reached\./);
});

for (const [name, words, says] of [
  ["no address", ["list", "--server", "nowhere"], /^--server: "nowhere" is not the address/],
  ["no state", ["list", "--state", "done"], /queued, running, completed, failed, cancelled/],
  ["no number", ["list", "--limit", "abc"], /^--limit: "abc" is no whole number/],
  ["no id", ["watch", "0b9d5a"], /^id: "0b9d5a" is no job's id, which is a UUID/],
  ["no job", ["show"], /missing required argument 'id'/],
  ["no such command", ["lsit"], /unknown command 'lsit'[\s\S]*list/],
  ["nothing to do", [], /Usage: retort jobs/],
] as const) {
  test(`${name} is a usage error`, async () => {
    const { status, stdout, stderr } = await retort("jobs", ...words);
    assert.deepEqual([status, stdout.length], [2, 0]);
    assert.match(stderr, says);
  });
}

test("what the server refuses of a list is a flag", async (t) => {
  const errors = [{ path: "limit", message: "must be at most 200" }];
  const url = await standIn(t, (_, response) => {
    sendJson(response, 422, { title: "Invalid request", detail: "One field.", errors });
  });
  const { status, stderr } = await retort("jobs", "list", "--limit", "900", "--server", url);
  assert.deepEqual([status, stderr], [2, "--limit: must be at most 200\n"]);
});
