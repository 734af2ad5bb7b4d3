import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fixed, scale, tickLabel, ticks } from "./axis.ts";

test("a scale maps its ends to its pixels and back", () => {
  const x = scale(-6.5, 6.5, 50, 1350);
  assert.equal(x.to(-6.5), 50);
  assert.equal(x.to(6.5), 1350);
  assert.equal(x.from(x.to(1.25)), 1.25);
});

test("ticks are round, inside, ascending and not too many", () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const width = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(value, width, fc.integer({ min: 1, max: 12 }), (min, span, count) => {
      const { values, step } = ticks(min, min + span, count);
      assert.ok(values.length <= count + 1, `${values.length} of ${count}`);
      for (const [i, tick] of values.entries()) {
        assert.ok(tick >= min - 1e-6 * step && tick <= min + span + 1e-6 * step);
        if (i > 0) assert.ok(Math.abs(tick - values[i - 1]! - step) < 1e-6 * step);
      }
    }),
  );
});

test("where numbers are too coarse for ticks there are none, and it ends", () => {
  assert.deepEqual(ticks(1e9 - 1e-7, 1e9, 5).values, []);
});

test("a number of fixed decimals has a true minus sign, and zero has none", () => {
  assert.equal(fixed(-7, 2), "−7.00");
  assert.equal(fixed(-0.004, 2), "0.00");
  assert.equal(fixed(1.234, 1), "1.2");
});

test("labels have as many decimals as their step needs", () => {
  assert.equal(tickLabel(-0.5, 0.5), "−0.5");
  assert.equal(tickLabel(400, 200), "400");
  assert.equal(tickLabel(0.15, 0.05), "0.15");
});
