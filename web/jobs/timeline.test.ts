import assert from "node:assert/strict";
import { test } from "node:test";
import type { SeenJobEvent } from "#src/client/index.ts";
import { curves, noHistory, wasLost, withEvent } from "./timeline.ts";

const start = Date.parse("2026-11-21T05:00:00.000Z");

function eventAt(second: number, change: Partial<SeenJobEvent> = {}): SeenJobEvent {
  const at = new Date(start + 1000 * second).toISOString();
  return { id: `${second}`, state: "running", progress: 0, message: "", attempt: 1, at, ...change };
}

test("events of one state and attempt are one step", () => {
  const events = [
    eventAt(0, { state: "queued", attempt: 0 }),
    eventAt(1),
    eventAt(2, { progress: 0.5, message: "half" }),
    eventAt(3, { state: "queued", progress: 0.5 }),
    eventAt(4, { attempt: 2, progress: 0.5 }),
    eventAt(5, { attempt: 2, state: "completed", progress: 1 }),
  ];
  const { steps, points, lastEventId } = events.reduce(withEvent, noHistory);
  assert.deepEqual(
    steps.map(({ id, state, attempt, reports }) => [id, state, attempt, reports]),
    [
      ["0", "queued", 0, 1],
      ["1", "running", 1, 2],
      ["3", "queued", 1, 1],
      ["4", "running", 2, 1],
      ["5", "completed", 2, 1],
    ],
  );
  const { from, to, progress, message } = steps[1]!;
  assert.deepEqual([from - start, to - start, progress, message], [1000, 2000, 0.5, "half"]);
  assert.equal(points.length, events.length);
  assert.equal(lastEventId, "5");
});

test("a curve of very many events stays small, and ends where the job is", () => {
  let history = noHistory;
  for (let i = 0; i <= 5000; i++) history = withEvent(history, eventAt(i, { progress: i / 5000 }));
  const { points, steps } = history;
  assert.ok(points.length > 400 && points.length <= 1000, `${points.length} points`);
  assert.deepEqual(points.at(-1), { at: start + 5_000_000, progress: 1, attempt: 1 });
  assert.ok(points.every(({ at, progress }) => progress === (at - start) / 5_000_000));
  assert.equal(steps[0]!.reports, 5001);
});

test("an attempt that nobody ended was lost, and the curve has a gap after it", () => {
  const { steps, points } = [
    eventAt(0, { state: "queued", attempt: 0 }),
    eventAt(1),
    eventAt(2, { progress: 0.2 }),
    eventAt(20, { attempt: 2, progress: 0.2 }),
    eventAt(21, { attempt: 2, progress: 0.4 }),
    eventAt(22, { attempt: 2, state: "queued", progress: 0.4 }),
    eventAt(23, { attempt: 3, progress: 0.4 }),
  ].reduce(withEvent, noHistory);
  assert.deepEqual(
    steps.map((step, i) => wasLost(step, steps[i + 1])),
    [false, true, false, false, false],
  );
  assert.deepEqual(
    curves(points).map((part) => part.map(({ at }) => (at - start) / 1000)),
    [[0], [1, 2], [20, 21, 22], [23]],
  );
});
