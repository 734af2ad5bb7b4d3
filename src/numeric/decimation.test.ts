import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decimate } from "./decimation.ts";

const piece = fc.record({
  width: fc.integer({ min: 1, max: 500 }),
  height: fc.constantFrom(0, 0.001, 0.02, -3, 1e9),
});

test("jumps lead from wall to wall and have one height between their knots", () => {
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 6 }),
      fc.double({ min: 0, max: 0.1, noNaN: true }),
      (pieces, upper) => {
        const g = pieces.flatMap(({ width, height }) => Array<number>(width).fill(height));
        const { heights, blocks } = decimate(Float64Array.from(g), 0, upper);
        let at = -1;
        let knot = 0;
        for (const { firstKnot, kick, height, level, jumps } of blocks) {
          const r = 2 ** level;
          assert.equal(firstKnot, knot);
          assert.equal(kick, g[at] ?? 0);
          assert.ok(level < heights[height]!.levels);
          const value = heights[height]!.g;
          const h = Math.max(Math.abs(value), Math.abs(value - upper));
          assert.ok(r === 1 || r * Math.sqrt(h) <= (3 / 4) * Math.PI);
          for (let i = 1; i < jumps * r; i++) assert.equal(g[at + i], value);
          at += jumps * r;
          knot += jumps;
        }
        assert.equal(at, g.length);
      },
    ),
  );
});

test("a box of one height is crossed in the longest jumps, its rest in shorter ones", () => {
  const { heights, blocks } = decimate(new Float64Array(999), 0, 0.01);
  assert.deepEqual(heights, [{ g: 0, levels: 5 }]);
  const points = blocks.map(({ level, jumps }) => jumps * 2 ** level);
  assert.deepEqual(points, [512, 480, 8]);
});
