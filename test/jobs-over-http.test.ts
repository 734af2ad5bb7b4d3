/** `/jobs` over HTTP, and its streams of events. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { readEvents, type ServerEvent } from "#src/client/event-stream.ts";
import { counting } from "#src/jobs/counting.ts";
import type { JobEvent, ToldJob } from "#src/jobs/job.ts";
import { onBothDatabases } from "./support/databases.ts";
import { kindThat } from "./support/job-bench.ts";
import { startJobServer } from "./support/job-server.ts";

const posted = (body: unknown, headers = {}) => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});

const count = async (address: string, body: object, headers = {}) => {
  const answer = await fetch(`${address}/jobs/count`, posted(body, headers));
  return { answer, job: (await answer.json()) as ToldJob };
};

const stream = async (url: string, init: RequestInit = {}) => {
  const answer = await fetch(url, init);
  assert.equal(answer.status, 200);
  return readEvents(answer.body!);
};

onBothDatabases("a job over HTTP, from its submission to its result", async (database) => {
  await using server = await startJobServer(database);
  const { address } = server;
  const key = { "idempotency-key": "mine" };
  const { answer, job } = await count(address, { to: 3, interval: 0.01, priority: 5 }, key);
  assert.equal(answer.status, 202);
  assert.equal(answer.headers.get("location"), `/jobs/${job.id}`);
  assert.deepEqual(
    [job.state, job.priority, job.request],
    ["queued", 5, { to: 3, interval: 0.01 }],
  );
  const again = await count(address, { to: 3, interval: 0.01 }, key);
  assert.deepEqual([again.answer.status, again.job.id], [200, job.id]);
  assert.equal((await count(address, { to: 4 }, key)).answer.status, 422);

  for await (const _ of await stream(`${address}/jobs/${job.id}/events`));
  const now = (await (await fetch(`${address}/jobs/${job.id}`)).json()) as ToldJob;
  assert.deepEqual([now.state, now.progress, now.message], ["completed", 1, "Counted 3 of 3"]);
  const result = await fetch(`${address}/jobs/${job.id}/result`);
  assert.deepEqual(await result.json(), { count: 3 });
  const cancelled = await fetch(`${address}/jobs/${job.id}`, { method: "DELETE" });
  assert.equal(cancelled.status, 409);
  const page = await (await fetch(`${address}/jobs?state=completed&limit=1`)).json();
  assert.deepEqual(page, { jobs: [now], next: null });

  assert.deepEqual([now.job_id, now.status], [job.id, "completed"]);
  assert(now.updated_at > job.updated_at, "the job changed since it was submitted");
  assert.deepEqual([job.status, now.estimated_completion], ["pending", null]);

  const slow = await count(address, { to: 1000, interval: 1 });
  const early = await fetch(`${address}/jobs/${slow.job.id}/result`);
  assert.equal(early.status, 409);
  const { detail, state } = (await early.json()) as Record<string, string>;
  assert.match(state!, /^(?:queued|running)$/);
  assert(detail!.includes(state!));
  const dropped = await fetch(`${address}/jobs/${slow.job.id}`, { method: "DELETE" });
  assert.equal(((await dropped.json()) as ToldJob).state, "cancelled");

  assert.equal((await fetch(`${address}/jobs/${crypto.randomUUID()}`)).status, 404);
  assert.equal((await fetch(`${address}/jobs/${crypto.randomUUID()}/events`)).status, 404);
  assert.equal((await fetch(`${address}/jobs/17`)).status, 422);
});

onBothDatabases("a kind may tell its progress in percent", async (database) => {
  const { promise: watched, resolve: go } = Promise.withResolvers<void>();
  // Counted as the built-in kind is, whose route takes it.
  const kind = kindThat(
    async (_, { report }) => {
      report(0.285, "Begun");
      await watched;
      return { result: null };
    },
    { name: counting.name, progressTold: "percent" },
  );
  await using server = await startJobServer(database, 50, kind);
  const { address } = server;
  const all = await stream(`${address}/jobs/events`);
  const { job } = await count(address, {});
  const ask = async (path: string) => (await fetch(address + path)).json();
  for await (const { data } of all) {
    const told: ToldJob = JSON.parse(data);
    if (told.message !== "Begun") continue;
    assert.equal(told.progress, 28.5);
    break;
  }
  assert.equal((await ask(`/jobs/${job.id}`)).progress, 28.5);
  assert.equal((await ask("/jobs")).jobs[0].progress, 28.5);
  const dropped = await fetch(`${address}/jobs/${job.id}`, { method: "DELETE" });
  assert.equal(((await dropped.json()) as ToldJob).progress, 28.5);
  go();
  const shares: number[] = [];
  for await (const { data } of await stream(`${address}/jobs/${job.id}/events`)) {
    shares.push(JSON.parse(data).progress);
  }
  assert.deepEqual([shares[0], shares.at(-1)], [0, 0.285]);
});

onBothDatabases("what cannot be asked is refused by its name", async (database) => {
  await using server = await startJobServer(database);
  const job = crypto.randomUUID();
  const cases: readonly (readonly [string, string, RequestInit?])[] = [
    ["/jobs?kind=%00", "kind"],
    ["/jobs?kind=Count", "kind"],
    ["/jobs?kind=count&kind=count", "kind"],
    ["/jobs?state=done", "state"],
    ["/jobs?limit=few", "limit"],
    ["/jobs?limit=201", "limit"],
    ["/jobs?limit=", "limit"],
    [`/jobs?cursor=${job}`, "cursor"],
    ["/jobs?cursor=%00", "cursor"],
    ["/jobs?status=failed", "status"],
    ["/jobs/17", "job_id"],
    [`/jobs/${job}?full=1`, "full"],
    [`/jobs/${job}/result?full=1`, "full"],
    [`/jobs/${job}/events?after=-1`, "after"],
    [`/jobs/${job}/events?since=1`, "since"],
    [`/jobs/${job}/events`, "Last-Event-ID", { headers: { "last-event-id": "NaN" } }],
    ["/jobs/events?after=1", "after"],
    [`/jobs/${job}?force=1`, "force", { method: "DELETE" }],
    ["/jobs/count?to=3", "to", { method: "POST" }],
    ["/jobs/count", "Idempotency-Key", { method: "POST", headers: { "idempotency-key": "é" } }],
    ["/jobs/count", "", posted(null)],
    ["/jobs/count", "", posted([])],
    ["/jobs/count", "to", posted({ to: 1.5 })],
    ["/jobs/count", "interval", posted({ interval: "fast" })],
    ["/jobs/count", "priority", posted({ priority: 101 })],
    ["/jobs/count", "until", posted({ until: 3 })],
  ];
  for (const [path, name, init] of cases) {
    const answer = await fetch(server.address + path, init);
    assert.equal(answer.status, 422, path);
    const { errors } = (await answer.json()) as { errors: { path: string; message: string }[] };
    assert.equal(errors.length, 1, path);
    assert.equal(errors[0]!.path, name);
    assert.match(errors[0]!.message, /^(must be |is not a field of this request$)/, path);
  }
  const empty = await fetch(`${server.address}/jobs/count`, { method: "POST" });
  const { request } = (await empty.json()) as ToldJob;
  assert.deepEqual([empty.status, request], [202, { to: 100, interval: 0.05 }]);
});

onBothDatabases(
  "who reconnects with Last-Event-ID misses nothing and hears nothing twice",
  async (database) => {
    await using server = await startJobServer(database);
    const { job } = await count(server.address, { to: 60, interval: 0.05 });
    const url = `${server.address}/jobs/${job.id}/events`;
    const heard: (JobEvent & { id: string })[] = [];
    let connections = 0;
    for (let isOver = false; !isOver; connections++) {
      const cut = new AbortController();
      const timer = setTimeout(() => cut.abort(), 50 + Math.random() * 400);
      const last = heard.at(-1)?.id;
      try {
        const headers = last === undefined ? {} : { "last-event-id": last };
        for await (const { id, data } of await stream(url, { headers, signal: cut.signal })) {
          heard.push({ id, ...(JSON.parse(data) as JobEvent) });
        }
        isOver = true;
      } catch (error) {
        assert((error as Error).name === "AbortError", String(error));
      } finally {
        clearTimeout(timer);
      }
    }
    assert(connections > 3, "the connection is to be cut");
    const { rows } = await database.query<{ id: number; state: string; message: string }>(
      "select id, state, message from job_events where job_id = $1 order by id",
      [job.id],
    );
    assert.deepEqual(
      heard.map(({ id, state, message }) => ({ id: Number(id), state, message })),
      rows,
    );
    assert.equal(heard.at(-1)?.state, "completed");

    const after = await fetch(url, { headers: { "last-event-id": heard.at(-1)!.id } });
    assert.equal(after.status, 204);
    const middle = heard.length >> 1;
    const rest: ServerEvent[] = [];
    for await (const event of await stream(`${url}?after=${heard[middle]!.id}`)) rest.push(event);
    assert.deepEqual(
      rest.map(({ id }) => id),
      heard.slice(middle + 1).map(({ id }) => id),
    );
  },
);

onBothDatabases("all jobs of a user are followed at once", async (database) => {
  await using server = await startJobServer(database);
  const ended = new Map<string, ToldJob>();
  const events = await stream(`${server.address}/jobs/events`);
  const jobs: ToldJob[] = [];
  for (let index = 0; index < 5; index++) {
    jobs.push((await count(server.address, { to: 2, interval: 0.01 })).job);
  }
  for await (const { data } of events) {
    const job = JSON.parse(data) as ToldJob;
    if (job.state === "completed") ended.set(job.id, job);
    if (ended.size === jobs.length) break;
  }
  assert.deepEqual(new Set(ended.keys()), new Set(jobs.map(({ id }) => id)));
});

onBothDatabases("streams are only so many, and their places are given back", async (database) => {
  await using server = await startJobServer(database, 2);
  const url = `${server.address}/jobs/events`;
  const cut = new AbortController();
  await fetch(url, { signal: cut.signal });
  await fetch(url);
  const refused = await fetch(url);
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get("retry-after"), "5");
  cut.abort();
  for (let tries = 0; (await fetch(url)).status !== 200; tries++) {
    assert(tries < 100, "the place is free once the client is gone");
    await sleep(50);
  }
});

onBothDatabases("who leaves at once takes no place", async (database) => {
  await using server = await startJobServer(database, 1);
  const { port } = new URL(server.address);
  for (let visitor = 0; visitor < 30; visitor++) {
    const socket = connect(Number(port), "127.0.0.1");
    await once(socket, "connect");
    socket.write("GET /jobs/events HTTP/1.1\r\nhost: test\r\n\r\n");
    setTimeout(() => socket.destroy(), visitor / 10);
  }
  const url = `${server.address}/jobs/events`;
  for (let tries = 0; (await fetch(url)).status !== 200; tries++) {
    assert(tries < 100, "the place is free once everybody is gone");
    await sleep(50);
  }
});

onBothDatabases(
  "a stream that nobody reads keeps the server from neither its work nor its end",
  async (database) => {
    const server = await startJobServer(database);
    const { job } = await count(server.address, { to: 40, interval: 0.01 });
    const { port } = new URL(server.address);
    const silent = connect(Number(port), "127.0.0.1");
    await once(silent, "connect");
    silent.pause();
    silent.write(`GET /jobs/events HTTP/1.1\r\nhost: test\r\n\r\n`);
    for await (const _ of await stream(`${server.address}/jobs/${job.id}/events`));
    await server[Symbol.asyncDispose]();
    silent.destroy();
  },
);
