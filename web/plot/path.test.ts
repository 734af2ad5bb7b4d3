import assert from "node:assert/strict";
import { test } from "node:test";
import { scale } from "./axis.ts";
import { csvOf } from "./csv.ts";
import { dotsPath, linePath, nearestPoint } from "./path.ts";

const [across, up] = [scale(0, 10, 0, 100), scale(0, 10, 100, 0)];

test("a line goes from point to point, and is interrupted where a number is none", () => {
  const curve = { x: [0, 1, 2, 3, 4], y: [0, 1, Number.NaN, 3, 4.44] };
  assert.equal(linePath(curve, across, up), "M0 100L10 90M30 70L40 55.6");
  assert.equal(dotsPath(curve, across, up).match(/h0/g)?.length, 4);
});

test("the nearest point is so by distance, or only across", () => {
  const curve = { x: [0, 5, 6], y: [0, 0, 9] };
  assert.equal(nearestPoint(curve, across, up, [52, 20], "distance"), 2);
  assert.equal(nearestPoint(curve, across, up, [52, 20], "x"), 1);
  assert.equal(nearestPoint({ x: [], y: [] }, across, up, [0, 0], "x"), undefined);
});

test("a table's cells are quoted where they must be", () => {
  assert.equal(csvOf(["a", 'b "c"'], [[1, "x,y"]]), 'a,"b ""c"""\n1,"x,y"\n');
});
