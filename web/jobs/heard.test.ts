import assert from "node:assert/strict";
import { test } from "node:test";
import type { Job } from "#src/client/index.ts";
import { hear, newest } from "./heard.ts";

const job = (id: string, state: Job["state"], request: unknown = {}) =>
  ({ id, state, request }) as Job;

test("an answer that was under way when the stream spoke is the older one", () => {
  const [running, completed] = [job("a", "running"), job("a", "completed")];
  hear(completed, 100);
  assert.deepEqual(newest(running, 99), completed);
  assert.equal(newest(running, 101), running);
  assert.equal(newest(job("b", "queued"), 0).state, "queued");
});

test("what the stream left out of a job is kept", () => {
  const whole = job("f", "running", { sequence: "M" });
  hear(job("f", "completed", null), 100);
  assert.deepEqual(newest(whole, 99), { ...whole, state: "completed" });
  hear(whole, 200);
  assert.deepEqual(newest(job("f", "queued", null), 199), whole);
});

test("what was heard long ago is forgotten, what was heard since is not", () => {
  hear(job("c", "completed"), 1000);
  hear(job("d", "completed"), 2000);
  hear(job("c", "failed"), 50_000);
  hear(job("e", "completed"), 63_000);
  assert.equal(newest(job("d", "running"), 0).state, "running");
  assert.equal(newest(job("c", "running"), 0).state, "failed");
});
