/** Users over HTTP: each has what is theirs, and whoever forges a token has nothing. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { UnsecuredJWT } from "jose";
import type { Job } from "#src/jobs/job.ts";
import { wholeApp } from "#test/support/app.ts";
import { databaseKinds, lackOf, newDatabase } from "#test/support/databases.ts";
import { lastFirst } from "#test/support/last-first.ts";
import { bearer, secret, tokenFor } from "#test/support/tokens.ts";

const owner = "6c1f8a52-94a1-4e6a-8a67-3d1d2f0c9b11";

/** Whoever sends these is nobody, whatever they say. */
const forgeries: readonly (readonly [string, string | Promise<string>])[] = [
  ["of another key", tokenFor(owner).then((token) => `${token.slice(0, -8)}AAAAAAAA`)],
  [
    "without a signature",
    new UnsecuredJWT({ sub: owner, role: "authenticated", aud: "authenticated" }).encode(),
  ],
  ["that has expired", tokenFor(owner, { exp: 1 })],
  ["for another audience", tokenFor(owner, { aud: "elsewhere" })],
  ["with the role service_role", tokenFor(owner, { role: "service_role" })],
  ["without a subject", tokenFor(owner, { sub: undefined })],
  ["that is anonymous", tokenFor(owner, { role: "anon" })],
];

for (const kind of databaseKinds) {
  test(`jobs are their owner's, over HTTP (${kind})`, { skip: lackOf(kind) }, async (t) => {
    const ending = lastFirst(t);
    const { app } = await wholeApp(ending, await newDatabase(ending, kind), { JWT_SECRET: secret });
    const ask = (
      method: "GET" | "POST" | "DELETE",
      url: string,
      headers: Record<string, string> = {},
    ) => app.inject({ method, url, headers });
    const own = bearer(await tokenFor(owner));
    const job: Job = (await ask("POST", "/jobs/count", own)).json();
    assert.equal(job.state, "queued");

    const attempts = [
      ["GET", "/jobs"],
      ["GET", `/jobs/${job.id}`],
      ["GET", `/jobs/${job.id}/result`],
      ["GET", `/jobs/${job.id}/events`],
      ["GET", "/jobs/events"],
      ["DELETE", `/jobs/${job.id}`],
      ["POST", "/jobs/count"],
    ] as const;
    for (const [what, token] of forgeries) {
      const headers = bearer(await token);
      for (const [method, url] of attempts) {
        const answer = await ask(method, url, headers);
        assert.equal(answer.statusCode, 401, `${method} ${url} with a token ${what}`);
        assert.match(String(answer.headers["www-authenticate"]), /^Bearer/);
        assert(!answer.body.includes(job.id) || url.includes(job.id));
      }
    }
    for (const [method, url] of attempts) assert.equal((await ask(method, url)).statusCode, 401);

    const stranger = bearer(await tokenFor());
    assert.deepEqual((await ask("GET", "/jobs", stranger)).json(), { jobs: [], next: null });
    for (const path of ["", "/result", "/events"]) {
      const hidden = await ask("GET", `/jobs/${job.id}${path}`, stranger);
      const absent = await ask("GET", `/jobs/${randomUUID()}${path}`, stranger);
      assert.deepEqual([hidden.statusCode, absent.statusCode], [404, 404], path);
    }
    assert.equal((await ask("DELETE", `/jobs/${job.id}`, stranger)).statusCode, 404);
    assert.equal((await ask("GET", `/jobs/${job.id}`, own)).json().state, "queued");
    assert.equal((await ask("DELETE", `/jobs/${job.id}`, own)).json().state, "cancelled");
  });
}

const postgres = { skip: lackOf("postgres") };

test(
  "a thousand interleaved requests of twenty users: no row crosses over",
  postgres,
  async (t) => {
    const ending = lastFirst(t);
    const place = await newDatabase(ending, "postgres");
    const { app } = await wholeApp(ending, place, { JWT_SECRET: secret });
    const server = await app.listen({ port: 0, host: "127.0.0.1" });
    const users = await Promise.all(
      Array.from({ length: 20 }, async (_, number) => {
        const id = randomUUID();
        const headers = { ...bearer(await tokenFor(id)), "content-type": "application/json" };
        return { id, headers, to: number + 1, submitted: new Set<string>() };
      }),
    );
    // A user's jobs are known by how far they count, as well as by their ids.
    const isTheirs = (job: Job, user: (typeof users)[number]) =>
      (job.request as { to: number }).to === user.to;

    const submit = async (user: (typeof users)[number]) => {
      const body = JSON.stringify({ to: user.to });
      const options = { method: "POST", headers: user.headers, body };
      const answer = await fetch(`${server}/jobs/count`, options);
      assert.equal(answer.status, 202);
      const job: Job = await answer.json();
      assert(isTheirs(job, user));
      user.submitted.add(job.id);
    };
    const list = async (user: (typeof users)[number]) => {
      const { headers } = user;
      const before = [...user.submitted];
      const answer = await fetch(`${server}/jobs?limit=200`, { headers });
      const { jobs }: { jobs: Job[] } = await answer.json();
      assert(jobs.every((job) => isTheirs(job, user)));
      const listed = new Set(jobs.map(({ id }) => id));
      assert(before.every((id) => listed.has(id)));
    };
    const look = async (user: (typeof users)[number]) => {
      const other = users[user.to % users.length]!;
      const [id] = other.submitted;
      if (id === undefined) return submit(user);
      const { status } = await fetch(`${server}/jobs/${id}`, { headers: user.headers });
      assert.equal(status, 404);
    };

    const asks = [submit, list, look, submit, list];
    let next = 0;
    const askOn = async () => {
      while (next < 1000) {
        const turn = next++;
        await asks[Math.floor(turn / users.length) % asks.length]!(
          users[(turn * 7) % users.length]!,
        );
      }
    };
    await Promise.all(Array.from({ length: 25 }, askOn));
    for (const user of users) await list(user);
    assert(users.every(({ submitted }) => submitted.size >= 20));
  },
);

test("nobody listens for longer than their token is good", async (context) => {
  const ending = lastFirst(context);
  const place = await newDatabase(ending, "pglite");
  const { app } = await wholeApp(ending, place, { JWT_SECRET: secret });
  const url = `${await app.listen({ port: 0 })}/jobs/events`;
  const exp = Math.floor(Date.now() / 1000) + 2;
  const headers = bearer(await tokenFor(undefined, { exp }));
  const answer = await fetch(url, { headers });
  assert.equal(answer.status, 200);
  await answer.text();
  assert(Date.now() / 1000 > exp, "the stream ended before the token");
});
