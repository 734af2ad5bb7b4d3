import assert from "node:assert/strict";
import { test } from "node:test";
import { newApp } from "#test/support/app.ts";
import { hasPage } from "./page.ts";

const skip = !hasPage && "the page is not built";
/** Who says nothing, who takes all, and who takes text. */
const anything = [{}, { accept: "*/*" }, { accept: "text/*;q=0.5" }];

test("addresses of the page alone are the page for who takes anything", { skip }, async (t) => {
  const app = await newApp(t);
  for (const url of ["/impedance", "/affinity?protein=ubiquitin", "/datasets/"]) {
    for (const headers of anything) {
      for (const method of ["GET", "HEAD"] as const) {
        const { statusCode, headers: answered } = await app.inject({ method, url, headers });
        assert.equal(statusCode, 200, `${method} ${url}`);
        assert.match(String(answered["content-type"]), /^text\/html/);
        assert.match(String(answered.vary), /Accept/);
      }
    }
    const json = await app.inject({ url, headers: { accept: "application/json" } });
    assert.equal(json.statusCode, 404);
    assert.equal(json.headers["content-type"], "application/problem+json");
  }
});

test("who takes anything gets no page where there is none, or the API has the address", {
  skip,
}, async (t) => {
  const app = await newApp(t);
  app.get("/jobs", () => ({ jobs: [] }));
  for (const headers of anything) {
    assert.deepEqual((await app.inject({ url: "/jobs", headers })).json(), { jobs: [] });
    const nowhere = await app.inject({ url: "/affinity/nowhere", headers });
    assert.equal(nowhere.statusCode, 404);
    assert.equal(nowhere.headers["content-type"], "application/problem+json");
  }
  const post = await app.inject({ method: "POST", url: "/affinity" });
  assert.equal(post.statusCode, 404);
});
