import assert from "node:assert/strict";
import { test } from "node:test";
import type { ScreenLigand } from "#src/client/index.ts";
import { pointsOf } from "./scatter-points.ts";
import { walked } from "./walking.ts";

/** Points by their pIC50 and probability; the first has the last rank. */
const pointsAt = (...places: readonly (readonly [pic50: number, probability: number])[]) =>
  pointsOf(
    places.map(
      ([pic50, probability], i): ScreenLigand => ({
        place: i + 1,
        name: "",
        state: "completed",
        reasons: [],
        rank: places.length - i,
        pic50,
        affinity_probability_binary: probability,
      }),
    ),
    { x: "pic50", y: "probability" },
  );

const three = pointsAt([5, 0.9], [6, 0.1], [7, 0.5]);
const by = (key: string, from?: number) => walked(three, key, from, false);

test("an arrow goes to the next point along its axis, and stops at the last", () => {
  assert.deepEqual([by("ArrowRight", 0), by("ArrowRight", 1), by("ArrowRight", 2)], [1, 2, 2]);
  assert.deepEqual([by("ArrowLeft", 2), by("ArrowLeft", 0)], [1, 0]);
  assert.deepEqual([by("ArrowUp", 1), by("ArrowUp", 2), by("ArrowUp", 0)], [2, 0, 0]);
  assert.deepEqual([by("ArrowDown", 0), by("ArrowDown", 2)], [2, 1]);
});

test("it begins at the best, and other keys go nowhere", () => {
  assert.equal(by("ArrowLeft"), 2);
  assert.deepEqual([by("a", 0), by("toString", 0)], [undefined, undefined]);
  assert.equal(walked(pointsAt(), "ArrowLeft", undefined, false), undefined);
});

test("points on one another are all reached", () => {
  const same = pointsAt([5, 0.5], [5, 0.5], [5, 0.5]);
  assert.equal(walked(same, "ArrowRight", 0, false), 1);
  assert.equal(walked(same, "ArrowRight", 1, false), 2);
  assert.equal(walked(same, "ArrowUp", 1, false), 2);
});

test("a large step goes over a tenth of the points", () => {
  const many = pointsAt(...Array.from({ length: 25 }, (_, i) => [i, 0.5] as const));
  assert.equal(walked(many, "ArrowRight", 4, true), 7);
  assert.equal(walked(many, "ArrowLeft", 1, true), 0);
});
