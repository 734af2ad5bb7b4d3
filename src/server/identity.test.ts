import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { DatabaseError } from "#src/storage/failure.ts";
import { newApp } from "#test/support/app.ts";
import { bearer, secret, tokenFor } from "#test/support/tokens.ts";
import type { Flags } from "./config.ts";

const user = "6c1f8a52-94a1-4e6a-8a67-3d1d2f0c9b11";
const local = "00000000-0000-4000-8000-000000000001";

async function appThatTells(t: TestContext, flags: Flags) {
  const app = await newApp(t, flags);
  const tell = (request: { identity: { role: string; claims: { sub?: string } } }) => ({
    role: request.identity.role,
    sub: request.identity.claims.sub ?? null,
  });
  app.get("/mine", { config: { identity: "user" } }, tell);
  app.post("/mine", { config: { identity: "user" } }, tell);
  app.get("/anyones", { config: { identity: "anyone" } }, tell);
  app.get("/nobodys", tell);
  app.get("/refused", { config: { identity: "anyone" } }, () => {
    throw new DatabaseError("42501", undefined, new Error("permission denied for table jobs"));
  });
  return app;
}

test("a token names the user of the request", async (t) => {
  const app = await appThatTells(t, { JWT_SECRET: secret });
  const headers = bearer(await tokenFor(user));
  for (const url of ["/mine", "/anyones"]) {
    const answer = await app.inject({ url, headers });
    assert.deepEqual(answer.json(), { role: "authenticated", sub: user });
  }
  const unasked = await app.inject({ url: "/nobodys", headers });
  assert.deepEqual(unasked.json(), { role: "anon", sub: null });
});

test("without a token one is nobody, and is told to sign in where that is too little", async (t) => {
  const app = await appThatTells(t, { JWT_SECRET: secret });
  assert.deepEqual((await app.inject("/anyones")).json(), { role: "anon", sub: null });
  const answer = await app.inject("/mine");
  assert.deepEqual([answer.statusCode, answer.headers["www-authenticate"]], [401, "Bearer"]);
  assert.match(answer.json().detail, /signed in/);
});

test("a token that is not good is refused wherever one counts, with the reason", async (t) => {
  const app = await appThatTells(t, { JWT_SECRET: secret });
  const token = await tokenFor(user, { role: "service_role" });
  for (const [headers, sentence] of [
    [bearer(token), /service_role/],
    [bearer(`${await tokenFor()}, ${await tokenFor()}`), /Send one token/],
    [bearer(""), /Send one token/],
    [{ authorization: "Basic dXNlcjpwYXNz" }, /Send one token/],
  ] as const) {
    for (const url of ["/mine", "/anyones"]) {
      const answer = await app.inject({ url, headers });
      assert.equal(answer.statusCode, 401);
      assert.equal(answer.headers["content-type"], "application/problem+json");
      assert.equal(answer.headers["www-authenticate"], 'Bearer error="invalid_token"');
      assert.match(answer.json().detail, sentence);
    }
  }
  assert.equal((await app.inject({ url: "/nobodys", headers: bearer(token) })).statusCode, 200);
});

test("two headers with a token each are one too many", async (t) => {
  const app = await appThatTells(t, { JWT_SECRET: secret });
  const url = new URL(await app.listen({ port: 0 }));
  const { request } = await import("node:http");
  const headers = ["Host", url.host, "Authorization", `Bearer ${await tokenFor()}`];
  const twice = [...headers, "Authorization", `Bearer ${await tokenFor()}`];
  const status = (sent: string[]) =>
    new Promise((resolve) => {
      request(new URL("/mine", url), { headers: sent }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
  assert.deepEqual([await status(headers), await status(twice)], [200, 401]);
});

test("without a provider there is one user, at this machine", async (t) => {
  const app = await appThatTells(t, {});
  for (const host of ["127.0.0.1:8000", "localhost", "retort.localhost:80", "[::1]:8000"]) {
    const answer = await app.inject({ url: "/mine", headers: { host } });
    assert.deepEqual(answer.json(), { role: "authenticated", sub: local });
  }
});

test("another name for this machine is not taken for its user", async (t) => {
  const app = await appThatTells(t, {});
  for (const host of ["evil.example", "127.0.0.1.evil.example:8000", "192.168.1.5", "a b"]) {
    const answer = await app.inject({ url: "/mine", headers: { host } });
    assert.equal(answer.statusCode, 403);
    assert.match(answer.json().detail, /Ask at 127\.0\.0\.1 or localhost/);
  }
  const open = await appThatTells(t, { HOST: "0.0.0.0", INSECURE: true });
  assert.equal((await open.inject({ url: "/mine", headers: { host: "lab:80" } })).statusCode, 200);
});

test("a page of another origin is not the local user, unless it is listed", async (t) => {
  const app = await appThatTells(t, { CORS_ORIGINS: "https://lab.example" });
  const post = async (origin: string) =>
    (
      await app.inject({
        method: "POST",
        url: "/mine",
        headers: { host: "localhost:8000", origin },
      })
    ).statusCode;
  assert.equal(await post("http://localhost:8000"), 200);
  assert.equal(await post("https://lab.example"), 200);
  for (const origin of ["https://evil.example", "http://localhost:9000", "null"]) {
    assert.equal(await post(origin), 403);
  }
});

test("what the policies refuse is forbidden, or asks nobody to sign in", async (t) => {
  const app = await appThatTells(t, { JWT_SECRET: secret });
  const known = await app.inject({ url: "/refused", headers: bearer(await tokenFor()) });
  assert.equal(known.statusCode, 403);
  assert.doesNotMatch(known.body, /permission denied|jobs/);
  const unknown = await app.inject("/refused");
  assert.deepEqual([unknown.statusCode, unknown.headers["www-authenticate"]], [401, "Bearer"]);
});
