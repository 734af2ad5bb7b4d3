import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { DatabaseAwayError, DatabaseError } from "#src/storage/failure.ts";
import { newApp } from "#test/support/app.ts";

async function answerTo(t: TestContext, error: Error) {
  const app = await newApp(t);
  app.get("/fails", () => {
    throw error;
  });
  const answer = await app.inject("/fails");
  assert.equal(answer.headers["content-type"], "application/problem+json");
  assert.equal(answer.json().request_id, answer.headers["x-request-id"]);
  return answer;
}

const inner = new Error("connect ECONNREFUSED 10.0.0.7:5432 (select secret from jobs)");

test("a database that is away: 503, and when to ask again", async (t) => {
  const { statusCode, headers, body } = await answerTo(t, new DatabaseAwayError(inner));
  assert.deepEqual([statusCode, headers["retry-after"]], [503, "5"]);
  assert.match(body, /cannot be reached just now/);
  assert.doesNotMatch(body, /ECONNREFUSED|select/);
});

test("whatever is to be asked again is not a failure", async (t) => {
  const error = Object.assign(new Error("Full just now."), { retryAfter: 7 });
  const { statusCode, headers, json } = await answerTo(t, error);
  assert.deepEqual([statusCode, headers["retry-after"]], [503, "7"]);
  assert.equal(json().detail, "Full just now.");
});

for (const [what, error] of [
  ["nobody foresaw", inner],
  ["the database refused", new DatabaseError("42P01", undefined, inner)],
  ["has a status of its own above 500", Object.assign(inner, { statusCode: 502 })],
] as const) {
  test(`an error that ${what}: 500, and nothing of the inside`, async (t) => {
    const { statusCode, body } = await answerTo(t, error);
    assert.equal(statusCode, 500);
    assert.doesNotMatch(body, /ECONNREFUSED|select|42P01/);
  });
}
