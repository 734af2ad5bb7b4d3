import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { newApp } from "#test/support/app.ts";
import { hasPage } from "./page.ts";

test("a wrong method at a right address: 405 with those it takes", async (t) => {
  const app = await newApp(t);
  app.get("/things/:id", () => "");
  app.delete("/things/:id", () => "");
  for (const [method, url, allow] of [
    ["GET", "/api/quantum-tunneling?x=1", "POST"],
    ["PUT", "/things/7", "DELETE, GET, HEAD"],
  ] as const) {
    const answer = await app.inject({ method, url, headers: { accept: "text/html" } });
    assert.deepEqual([answer.statusCode, answer.headers.allow], [405, allow]);
    assert.equal(answer.headers["content-type"], "application/problem+json");
    assert.match(answer.json().detail, new RegExp(`does not take ${method}; it takes ${allow}`));
  }
});

test("an address that is not there: 404", async (t) => {
  const app = await newApp(t);
  app.get("/things/:id", () => "");
  for (const url of ["/things", "/things/7/parts", "/assets/none.js"]) {
    const answer = await app.inject(url);
    assert.equal(answer.statusCode, 404);
    assert.match(answer.json().detail, new RegExp(`There is no GET ${url} here`));
  }
});

test("who navigates sees the page, also where the API has an address of the same name", {
  skip: !hasPage && "the page is not built",
}, async (t) => {
  const app = await newApp(t);
  app.get("/jobs", () => ({ jobs: [] }));
  const server = await app.listen({ port: 0 });
  const ask = (url: string, accept: string) => fetch(server + url, { headers: { accept } });
  for (const url of ["/", "/jobs", "/jobs/7", "/settings", "/nowhere"]) {
    const page = await ask(url, "text/html,*/*");
    assert.match(page.headers.get("content-type")!, /^text\/html/, url);
    assert.equal(page.status, url === "/nowhere" ? 404 : 200);
    await page.body!.cancel();
  }
  const asked = await ask("/jobs", "*/*");
  assert.match(asked.headers.get("vary")!, /accept/i);
  assert.deepEqual(await asked.json(), { jobs: [] });
});

test("files named by their content are kept for good, and the page is looked at again", {
  skip: !hasPage && "the page is not built",
}, async (t) => {
  const app = await newApp(t);
  const page = await app.inject("/");
  assert.equal(page.headers["cache-control"], "no-cache");
  const [, script] = /src="(\/assets\/[^"]+)"/.exec(page.body)!;
  assert.match(String((await app.inject(script!)).headers["cache-control"]), /immutable/);
});

test("JSON in another encoding: 415", async (t) => {
  const app = await newApp(t);
  app.post("/body", ({ body }) => ({ body }));
  const send = (type: string) =>
    app.inject({ method: "POST", url: "/body", headers: { "content-type": type }, payload: "1" });
  for (const charset of ["", "; charset=utf-8", '; charset="UTF-8"', ";charset=us-ascii"]) {
    assert.deepEqual((await send(`application/json${charset}`)).json(), { body: 1 });
  }
  const refused = await send("application/json; charset=iso-8859-1");
  assert.equal(refused.statusCode, 415);
  assert.match(refused.json().detail, /iso-8859-1; send it as application\/json, in UTF-8/);
});

test("a packed body: 415, and it is told to send it unpacked", async (t) => {
  const app = await newApp(t);
  app.post("/body", ({ body }) => ({ body }));
  const send = (packing: string, payload: string | Buffer) =>
    app.inject({
      method: "POST",
      url: "/body",
      headers: { "content-type": "application/json", "content-encoding": packing },
      payload,
    });
  assert.deepEqual((await send("identity", "1")).json(), { body: 1 });
  const refused = await send("gzip", gzipSync('{"seed":1}'));
  assert.equal(refused.statusCode, 415);
  assert.equal(
    refused.json().detail,
    "The body is packed (Content-Encoding: gzip); send it unpacked.",
  );
});

test("a field that could reach a prototype is refused in plain words", async (t) => {
  const app = await newApp(t);
  app.post("/body", ({ body }) => ({ body }));
  const answer = await app.inject({
    method: "POST",
    url: "/body",
    headers: { "content-type": "application/json" },
    payload: '{"__proto__": {"a": 1}}',
  });
  assert.equal(answer.statusCode, 400);
  assert.match(answer.json().detail, /it has a field __proto__/);
});

test("a body that is too long is told how long it may be", async (t) => {
  const app = await newApp(t, { LIMIT_BODY_BYTES: "2048" });
  app.post("/body", ({ body }) => ({ body }));
  const answer = await app.inject({
    method: "POST",
    url: "/body",
    payload: { x: "y".repeat(3000) },
  });
  assert.equal(answer.statusCode, 413);
  assert.equal(answer.json().detail, "The body is longer than 2048 bytes.");
});

test("OPTIONS without an origin is no preflight, and is answered all the same", async (t) => {
  const app = await newApp(t);
  const answer = await app.inject({ method: "OPTIONS", url: "/health" });
  assert(answer.statusCode < 500 && answer.statusCode !== 400, `${answer.statusCode}`);
});
