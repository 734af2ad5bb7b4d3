import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { newApp } from "#test/support/app.ts";
import { bearer, secret, tokenFor } from "#test/support/tokens.ts";
import { type Flags, readConfig } from "./config.ts";
import { requestLimit } from "./limits.ts";

async function limitedApp(t: TestContext, flags: Flags = {}) {
  const app = await newApp(t, { LIMIT_REQUESTS: "3", JWT_SECRET: secret, ...flags });
  app.get("/open", () => "");
  app.get("/mine", { config: { identity: "user" } }, () => "");
  app.post("/body", () => "");
  return app;
}

test("only the one user of this machine has no limit by default", () => {
  const limit = (flags: Flags) => requestLimit(readConfig(flags));
  assert.equal(limit({}), Number.POSITIVE_INFINITY);
  assert.equal(limit({ LIMIT_REQUESTS: "7" }), 7);
  assert.equal(limit({ JWT_SECRET: secret }), 3000);
  assert.equal(limit({ HOST: "0.0.0.0", INSECURE: true }), 3000);
});

test("beyond the limit: 429 as a problem that says when to ask again", async (t) => {
  const app = await limitedApp(t);
  for (const left of ["2", "1", "0"]) {
    const { statusCode, headers } = await app.inject("/open");
    assert.deepEqual([statusCode, headers["ratelimit-remaining"]], [200, left]);
  }
  const { statusCode, headers, json } = await app.inject("/open");
  assert.equal(statusCode, 429);
  assert.equal(headers["content-type"], "application/problem+json");
  const seconds = Number(headers["retry-after"]);
  assert(seconds > 0 && seconds <= 60, `${seconds} s`);
  assert.match(json().detail, /3 requests a minute.*Ask again in/);
});

test("a user's limit is the user's, wherever they ask from", async (t) => {
  const app = await limitedApp(t);
  const [one, other] = [bearer(await tokenFor()), bearer(await tokenFor())];
  const status = async (headers: Record<string, string>, remoteAddress: string) =>
    (await app.inject({ url: "/mine", headers, remoteAddress })).statusCode;
  for (const address of ["10.0.0.1", "10.0.0.2", "10.0.0.3"]) {
    assert.equal(await status(one, address), 200);
  }
  assert.equal(await status(one, "10.0.0.4"), 429);
  assert.equal(await status(other, "10.0.0.4"), 200);
});

test("tokens cannot be guessed without end", async (t) => {
  const app = await limitedApp(t);
  const statuses: number[] = [];
  for (let tries = 0; tries < 5; tries++) {
    const headers = bearer(await tokenFor(undefined, { exp: tries + 1 }));
    statuses.push((await app.inject({ url: "/mine", headers })).statusCode);
  }
  assert.deepEqual(statuses, [401, 401, 401, 429, 429]);
});

test("an address behind a proxy is believed only of a proxy that is trusted", async (t) => {
  for (const [flags, last] of [
    [{}, 429],
    [{ TRUSTED_PROXIES: "127.0.0.1" }, 200],
  ] as const) {
    const app = await limitedApp(t, flags);
    for (let client = 0; client < 3; client++) {
      await app.inject({ url: "/open", headers: { "x-forwarded-for": `10.1.0.${client}` } });
    }
    const headers = { "x-forwarded-for": "10.1.0.9" };
    assert.equal((await app.inject({ url: "/open", headers })).statusCode, last);
  }
});

test("health and metrics are told as often as they are asked", async (t) => {
  const app = await limitedApp(t);
  for (const url of ["/health", "/metrics"]) {
    for (let tries = 0; tries < 5; tries++) assert.equal((await app.inject(url)).statusCode, 200);
  }
});

test("a body beyond the limit is refused", async (t) => {
  const app = await limitedApp(t, { LIMIT_BODY_BYTES: "2000" });
  const send = async (length: number) => {
    const payload = JSON.stringify("x".repeat(length - 2));
    const headers = { "content-type": "application/json" };
    return (await app.inject({ method: "POST", url: "/body", headers, payload })).statusCode;
  };
  assert.deepEqual([await send(2000), await send(2001)], [200, 413]);
});
