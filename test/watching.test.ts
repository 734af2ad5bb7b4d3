/** What those who watch a server are told: its health, its metrics and what is in use. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { newApp, wholeApp } from "#test/support/app.ts";
import { databaseKinds, lackOf, newDatabase } from "#test/support/databases.ts";
import { connectionTo } from "#test/support/job-connection.ts";
import { lastFirst } from "#test/support/last-first.ts";
import { bearer, secret, tokenFor } from "#test/support/tokens.ts";

const user = "6c1f8a52-94a1-4e6a-8a67-3d1d2f0c9b11";

for (const kind of databaseKinds) {
  test(`health says what is there (${kind})`, { skip: lackOf(kind) }, async (t) => {
    const ending = lastFirst(t);
    const { app, platform } = await wholeApp(ending, await newDatabase(ending, kind));
    await platform.database.query(
      "insert into public.jobs (owner, kind, request) values ($1, 'x', '{}')",
      [user],
    );
    const answer = await app.inject("/health");
    assert.equal(answer.statusCode, 200);
    const { latency_ms, ...status } = answer.json().database;
    assert.deepEqual(status, { status: "ok", kind });
    assert(latency_ms >= 0 && latency_ms < 2000);
    assert.deepEqual(answer.json().blobs, { status: "ok", kind: "folder" });
    assert.deepEqual(answer.json().queue, { queued: 1, running: 0 });
    // It has no worker, and so nobody who has Boltz.
    const { status: whole, boltz_available, notes } = answer.json();
    assert.deepEqual([whole, boltz_available], ["degraded", false]);
    assert.match(notes[0], /No worker/);
  });
}

test("a server is healthy while a worker has Boltz", async (t) => {
  const ending = lastFirst(t);
  const { app, platform } = await wholeApp(ending, await newDatabase(ending, "pglite"));
  await platform.database.query(
    `insert into public.boltz_workers (worker, state, version, accelerator, weights)
     values ('here', 'usable', '2.2.1', 'gpu', 'whole')`,
  );
  const { status, boltz_available, boltz_version, accelerator, weights, notes } = (
    await app.inject("/health")
  ).json();
  assert.deepEqual(
    [status, boltz_available, boltz_version, accelerator, weights, notes],
    ["healthy", true, "2.2.1", "gpu", "whole", []],
  );
});

const postgres = { skip: lackOf("postgres") };

test("health fails while the database is away, and only then", postgres, async (t) => {
  const ending = lastFirst(t);
  const settings = await newDatabase(ending, "postgres");
  const connection = await connectionTo(settings.url!);
  ending.after(() => connection[Symbol.asyncDispose]());
  const { app } = await wholeApp(ending, { ...settings, url: connection.url });
  const ask = () => app.inject("/health");

  assert.equal((await ask()).statusCode, 200);
  connection.cut();
  let answer = await ask();
  for (let tries = 0; tries < 100 && answer.statusCode === 200; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    answer = await ask();
  }
  assert.equal(answer.statusCode, 503);
  const { status, database: seen, queue, blobs } = answer.json();
  assert.deepEqual(seen, { status: "away", kind: "postgres", latency_ms: null });
  assert.deepEqual([status, queue, blobs.status], ["degraded", null, "ok"]);
  assert.deepEqual(answer.json().notes, ["The database is away."]);

  connection.mend();
  for (let tries = 0; tries < 100 && answer.statusCode === 503; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    answer = await ask();
  }
  assert.equal(answer.json().database.status, "ok");
});

test("metrics are Prometheus' text, and count what was asked", async (t) => {
  const ending = lastFirst(t);
  const { app } = await wholeApp(ending, await newDatabase(ending, "pglite"), { isWorker: true });
  const server = await app.listen({ port: 0, host: "127.0.0.1" });
  const count = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ to: 2 }),
  };
  const { id } = await (await fetch(`${server}/jobs/count`, count)).json();
  const state = async () => (await (await fetch(`${server}/jobs/${id}`)).json()).state as string;
  for (let tries = 0; tries < 500 && (await state()) !== "completed"; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const answer = await fetch(`${server}/metrics`);
  assert.match(answer.headers.get("content-type")!, /^text\/plain; version=0\.0\.4/);
  const body = await answer.text();
  const values = new Map<string, number>();
  for (const line of body.split("\n").filter((text) => text !== "" && !text.startsWith("#"))) {
    const [, name, value] = /^([a-zA-Z_:][\w:]*(?:\{[^}]*\})?) (\S+)$/.exec(line) ?? [];
    assert(name !== undefined, line);
    assert(!Number.isNaN(Number(value)) || value === "Nan", line);
    values.set(name, Number(value));
  }
  const submitted = `http_request_duration_seconds_count{method="POST",route="/jobs/count",status="2xx"}`;
  assert.equal(values.get(submitted), 1);
  assert.equal(values.get('retort_jobs_ended_total{kind="count",state="completed"}'), 1);
  assert.equal(values.get('retort_jobs{state="queued"}'), 0);
  assert.equal(values.get("http_requests_in_flight"), 1);
  assert(values.has("nodejs_eventloop_lag_p99_seconds"));
});

test("settings say what is in use, to whom it is to be said, and no secrets", async (t) => {
  const ending = lastFirst(t);
  const { app, platform } = await wholeApp(ending, await newDatabase(ending, "pglite"), {
    JWT_SECRET: secret,
    LIMIT_REQUESTS: "100",
  });
  const headers = bearer(await tokenFor(user, { email: "ada@lab.example" }));
  const { body, json } = await app.inject({ url: "/settings", headers });
  const settings = json();
  assert.deepEqual(settings.user, {
    role: "authenticated",
    subject: user,
    email: "ada@lab.example",
  });
  assert.equal(settings.database.description, platform.database.description);
  assert.deepEqual(settings.engines.jobs.worker, false);
  assert.equal(settings.engines.jobs.kinds[0].kind, "count");
  assert.equal(settings.limits.LIMIT_REQUESTS, 100);
  assert.equal(settings.identity.kind, "token");
  assert(!body.includes(secret));

  const stranger = (await app.inject("/settings")).json();
  assert.deepEqual(stranger.user, { role: "anon", subject: null, email: null });
  assert.deepEqual(stranger.database, { kind: "pglite", description: "pglite" });
});

test("a server that keeps nothing is healthy, too", async (t) => {
  const { statusCode, json } = await (await newApp(t)).inject("/health");
  assert.deepEqual([statusCode, json().status, json().database], [200, "healthy", undefined]);
});
