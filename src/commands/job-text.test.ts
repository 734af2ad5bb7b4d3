import assert from "node:assert/strict";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import type { Job, SeenJobEvent } from "#src/client/index.ts";
import { eventLine, jobLines, jobTable, progressLine, worthALine } from "./job-text.ts";
import type { Display } from "./table.ts";

const pipe: Display = { isTTY: false };
const start = Date.parse("2026-11-21T05:00:00.000Z");
const timeAt = (second: number) => new Date(start + 1000 * second).toISOString();

const running: Job = {
  id: "0b9d5a64-6c3e-4f0c-8d42-3f5b2f1f6a10",
  kind: "count",
  state: "running",
  progress: 0.425,
  message: "counted\u001b[2J to\n42",
  attempt: 2,
  max_attempts: 3,
  priority: 0,
  request: { to: 100 },
  engine: null,
  engine_version: null,
  error: null,
  created_at: timeAt(0),
  updated_at: timeAt(0),
  started_at: timeAt(1),
  finished_at: null,
  estimated_completion: null,
};
const failed: Job = {
  ...running,
  kind: "impedance-sweep",
  state: "failed",
  error: { code: "timed_out", message: "It took longer than 60 s.", detail: { seconds: 60 } },
  finished_at: timeAt(62),
};

test("columns stand below their heads, and what others wrote moves no cursor", () => {
  const [head, first, second] = jobTable([running, failed], pipe, start + 13_000);
  for (const [title, one, other] of [
    ["KIND", "count", "impedance-sweep"],
    ["STATE", "running", "failed"],
    ["DONE", "42 %", "42 %"],
    ["TOOK", "12 s", "1 min 1 s"],
    ["MESSAGE", "counted [2J to 42", "It took longer than 60 s."],
  ] as const) {
    const at = head!.indexOf(title);
    assert.equal(first!.indexOf(one, at), at, title);
    assert.equal(second!.indexOf(other, at), at, title);
  }
  assert.ok(first!.startsWith(running.id));
});

test("a terminal has lines that fit, and coloured states", () => {
  const terminal: Display = { isTTY: true, columns: 110, hasColors: () => true };
  const long = { ...running, message: "on and on ".repeat(30) };
  const coloured = jobTable([long, failed], terminal, start);
  const lines = coloured.map(stripVTControlCharacters);
  assert.deepEqual(
    lines.map((line) => [line.length <= 110, line.endsWith("…")]),
    [
      [true, false],
      [true, true],
      [true, false],
    ],
  );
  assert.ok(coloured[2]!.includes("\u001b[31mfailed"));
  const plain = jobTable([failed], { ...terminal, hasColors: () => false }, start);
  assert.ok(!plain.join().includes("\u001b"));
});

test("a narrow terminal goes without what matters least", () => {
  const titles = (columns: number) => jobTable([running], { isTTY: true, columns }, start)[0];
  assert.match(titles(120)!, /^ID +KIND +STATE +DONE +CREATED +TOOK +MESSAGE$/);
  assert.match(titles(80)!, /^ID +KIND +STATE +DONE +MESSAGE$/);
  assert.match(titles(56)!, /^ID +KIND +STATE$/);
});

test("a log has a line a second, and one for each state and attempt", () => {
  const events = [
    [0, "queued", 0],
    [0.1, "running", 1],
    [0.5, "running", 1],
    [1.2, "running", 1],
    [1.3, "running", 2],
    [1.4, "completed", 2],
  ] as const;
  const isWorthALine = worthALine();
  const told = events.filter(([second, state, attempt]) =>
    isWorthALine({ id: "", state, attempt, progress: 0, message: "", at: timeAt(second) }),
  );
  assert.deepEqual(
    told.map(([second]) => second),
    [0, 0.1, 1.2, 1.3, 1.4],
  );
});

test("everything about a job is there, and nothing that is not", () => {
  const text = jobLines(failed, pipe).join("\n");
  assert.match(text, /^id {8}0b9d5a64/);
  assert.match(text, /^error {5}It took longer than 60 s\. \(timed_out\)$/m);
  assert.match(text, /^detail {4}\{"seconds":60\}$/m);
  assert.match(text, /^request {3}\{"to":100\}$/m);
  assert.match(text, /^attempt {3}2$/m);
  assert.doesNotMatch(text, /engine/);
  assert.doesNotMatch(jobLines({ ...failed, attempt: 1 }, pipe).join("\n"), /attempt/);
  assert.doesNotMatch(jobLines(running, pipe).join("\n"), /error|finished/);
});

test("a change is a line of a log, or a bar", () => {
  const event: SeenJobEvent = {
    id: "7",
    state: "running",
    progress: 0.5,
    message: "counted to 50",
    attempt: 2,
    at: timeAt(3),
  };
  assert.match(eventLine(event), /^\d\d:\d\d:03 {2}running {4}50 % {2}counted to 50$/);
  assert.equal(
    progressLine(event),
    `${"█".repeat(12)}${"░".repeat(12)} 50 % · counted to 50 · attempt 2`,
  );
  assert.match(progressLine({ ...event, message: "", attempt: 1 }), /50 % · running$/);
});
