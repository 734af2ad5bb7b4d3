/** Brushes under the hand and under the keys. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Brush, dragged, grip, intervalOf, stepped, withBrush } from "./brush.ts";

const brush: Brush = { low: 0.2, high: 0.6 };
const reach = 0.03;

test("a hand draws, moves, or pulls an end", () => {
  assert.deepEqual(dragged(grip(undefined, 0.5, reach), 0.25), { low: 0.25, high: 0.5 });
  assert.deepEqual(dragged(grip(brush, 0.9, reach), 0.8), { low: 0.8, high: 0.9 });
  assert.deepEqual(dragged(grip(brush, 0.21, reach), 0.4), { low: 0.4, high: 0.6 });
  assert.deepEqual(dragged(grip(brush, 0.59, reach), 0.1), { low: 0.1, high: 0.2 });
  const { low, high } = dragged(grip(brush, 0.5, reach), 0.6);
  assert.deepEqual([low.toFixed(9), high.toFixed(9)], ["0.300000000", "0.700000000"]);
});

test("wherever a hand and keys go, a brush stays a part of its axis", () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  const anywhere = fc.double({ min: -3, max: 3, noNaN: true });
  const brushes = fc.option(
    fc.tuple(part, part).map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) })),
    { nil: undefined },
  );
  const isPart = ({ low, high }: Brush) => low >= 0 && low <= high + 1e-12 && high <= 1 + 1e-12;
  fc.assert(
    fc.property(brushes, part, anywhere, (brush, at, to) => {
      const moved = dragged(grip(brush, at, reach), to);
      assert(isPart(moved));
      assert(isPart(stepped(moved, "low", to)));
      assert(isPart(stepped(moved, "high", to)));
    }),
  );
});

test("a brush that lets everything through is none", () => {
  assert.deepEqual(withBrush({ R: brush }, "C", brush), { R: brush, C: brush });
  assert.deepEqual(withBrush({ R: brush, C: brush }, "C", { low: 0, high: 1 }), { R: brush });
  assert.deepEqual(withBrush({ R: brush }, "R", undefined), {});
});

test("an end on a grid's value has that value, and not the next", () => {
  const axis = {
    name: "R",
    unit: "Ω",
    scale: "logarithmic",
    from: 10,
    to: 1e4,
    count: 15,
  } as const;
  const values = Array.from({ length: 15 }, (_, i) => Math.fround(10 ** (1 + (3 * i) / 14)));
  const { min, max } = intervalOf(axis, { low: 3 / 14, high: 5 / 14 });
  assert.deepEqual(
    values.flatMap((value, i) => (value >= min && value <= max ? [i] : [])),
    [3, 4, 5],
  );
});
