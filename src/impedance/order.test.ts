import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ranked } from "./order.ts";

/** Numbers ascending by their measures, as a stable sort that compares leaves them. */
function compared(measures: Float64Array): number[] {
  const place = (measure: number) => (Number.isNaN(measure) ? 1 : 0);
  return [...measures.keys()].sort((a, b) => {
    const [x, y] = [measures[a]!, measures[b]!];
    if (x < y) return -1;
    return x > y ? 1 : place(x) - place(y);
  });
}

/** Measures of one distribution each: of all sizes, with ties, and close beside each other. */
const measure = fc.oneof(
  fc.constant(fc.double({ min: 0 })),
  fc.constant(fc.constantFrom(0, 1, 1 + Number.EPSILON, Number.POSITIVE_INFINITY, Number.NaN)),
  fc.constant(fc.integer({ min: 0, max: 2 ** 36 }).map((n) => 1 + n * Number.EPSILON)),
);
const measures = measure
  .chain((one) => fc.array(one, { maxLength: 200, size: "max" }))
  .map((all) => Float64Array.from(all));

test("measures are sorted as a stable comparison sorts them", () => {
  fc.assert(
    fc.property(measures, (all) => {
      assert.deepEqual([...ranked(all)], compared(all));
    }),
    { numRuns: 300 },
  );
});

test("no number is last, whatever its bits", () => {
  const bits = [0x7ff8000000000000n, 0xfff8000000000000n, 0x7ff0000000000001n, 0xffffffffffffffffn];
  const all = new Float64Array(BigUint64Array.from([...bits, 0n, 0x7ff0000000000000n]).buffer);
  assert.deepEqual([...ranked(all)], [4, 5, 0, 1, 2, 3]);
});
