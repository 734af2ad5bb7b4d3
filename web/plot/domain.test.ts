import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { equalised, extentOf, moved, roundInterval, withZero, zoomed } from "./domain.ts";

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });

test("the extent is of all finite numbers", () => {
  assert.deepEqual(
    extentOf([
      [3, Number.NaN],
      [-1, Number.POSITIVE_INFINITY, 2],
    ]),
    [-1, 3],
  );
  assert.equal(extentOf([[], [Number.NaN]]), undefined);
});

test("a round interval holds what it is for, is wide enough, and stays when a curve moves little", () => {
  fc.assert(
    fc.property(number, fc.double({ min: 0, max: 1e6, noNaN: true }), (least, width) => {
      const [start, end] = roundInterval([least, least + width], 1);
      const rounding = 1e-9 * (1 + Math.abs(least) + width);
      assert.ok(start <= least + rounding && end >= least + width - rounding);
      assert.ok(end - start >= 1 - rounding && end - start <= 2 * Math.max(1, width));
    }),
  );
  assert.deepEqual(roundInterval([3, 97], 1), roundInterval([1, 99], 1));
});

test("zero is shown where it is near", () => {
  assert.deepEqual(withZero([10, 100]), [0, 100]);
  assert.deepEqual(withZero([1000, 1001]), [1000, 1001]);
  assert.deepEqual(withZero([-100, -10]), [-100, 0]);
});

test("equalised, a unit is as long on both axes and nothing is lost", () => {
  const side = fc.integer({ min: 50, max: 2000 });
  const width = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
  fc.assert(
    fc.property(width, width, side, side, (w, h, across, up) => {
      const { x, y } = equalised({ x: [0, w], y: [0, h] }, across, up);
      assert.ok(Math.abs(x[1] / across / (y[1] / up) - 1) < 1e-9);
      assert.ok(x[1] >= w * (1 - 1e-9) && y[1] >= h * (1 - 1e-9));
    }),
  );
});

test("magnified, the point stays where it is; moved, everything moves", () => {
  const domain = { x: [0, 10], y: [0, 4] } as const;
  assert.deepEqual(zoomed(domain, [5, 4], 2), { x: [2.5, 7.5], y: [2, 4] });
  assert.deepEqual(moved(domain, 1, -1), { x: [1, 11], y: [-1, 3] });
});
