import assert from "node:assert/strict";
import { test } from "node:test";
import type { Job } from "#src/client/index.ts";
import { hear, newest } from "./heard.ts";

const job = (id: string, state: Job["state"]) => ({ id, state }) as Job;

test("an answer that was under way when the stream spoke is the older one", () => {
  const [running, completed] = [job("a", "running"), job("a", "completed")];
  hear(completed, 100);
  assert.equal(newest(running, 99), completed);
  assert.equal(newest(running, 101), running);
  assert.equal(newest(job("b", "queued"), 0).state, "queued");
});

test("what was heard long ago is forgotten, what was heard since is not", () => {
  hear(job("c", "completed"), 1000);
  hear(job("d", "completed"), 2000);
  hear(job("c", "failed"), 50_000);
  hear(job("e", "completed"), 63_000);
  assert.equal(newest(job("d", "running"), 0).state, "running");
  assert.equal(newest(job("c", "running"), 0).state, "failed");
});
