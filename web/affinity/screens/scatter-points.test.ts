import assert from "node:assert/strict";
import { test } from "node:test";
import type { ScreenLigand } from "#src/client/index.ts";
import { scale } from "../../plot/axis.ts";
import { domainOf, pointAt, pointsOf, rangeOf } from "./scatter-points.ts";

const axes = { x: "pic50", y: "probability" } as const;

function row(place: number, pic50: number, probability: number): ScreenLigand {
  return {
    place,
    name: "",
    state: "completed",
    reasons: [],
    pic50,
    affinity_probability_binary: probability,
  };
}

test("what was predicted is drawn, once", () => {
  const rows: ScreenLigand[] = [
    row(1, 6, 0.5),
    { place: 2, name: "", state: "waiting", reasons: [] },
    { ...row(3, 6, 0.5), state: "duplicate", same_as: 1 },
  ];
  assert.deepEqual([...pointsOf(rows, axes).xs], [6]);
});

test("all points are in sight, and few of them do not move the axes", () => {
  const none = domainOf(pointsOf([], axes), axes);
  assert.deepEqual(domainOf(pointsOf([row(1, 7.3, 0.2)], axes), axes), none);
  const wide = domainOf(pointsOf([row(1, 11.2, 1), row(2, 1.4, 0)], axes), axes);
  assert(wide.x[0] <= 1.4 && wide.x[1] >= 11.2);
  assert(wide.y[0] < 0 && wide.y[1] > 1);
});

test("the nearest point is pointed at, if one is near", () => {
  const points = pointsOf([row(1, 5, 0.2), row(2, 7, 0.8)], axes);
  const { x, y } = domainOf(points, axes);
  const scales = { across: scale(...x, 0, 400), up: scale(...y, 300, 0) };
  const at = [scales.across.to(7), scales.up.to(0.8)] as const;
  assert.equal(pointAt(points, scales, [at[0] + 5, at[1] - 5]), 1);
  assert.equal(pointAt(points, scales, [at[0] + 40, at[1]]), undefined);
});

test("a box is what its corners are, in whichever order", () => {
  assert.deepEqual(rangeOf("pic50", 7.123, 5.678), { least: 5.67, most: 7.13 });
  assert.deepEqual(rangeOf("probability", -0.02, 0.4), { least: 0, most: 0.4 });
  assert.deepEqual(rangeOf("heavy_atoms", 20.4, 10.6), { least: 11, most: 20 });
});
