/** Queries on a ranking look at the whole grid. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { gridOf, pointAt } from "#src/impedance/grid.ts";
import { ranked } from "#src/impedance/order.ts";
import { parseCircuit } from "#src/impedance/parse.ts";
import { bestOf } from "./keeper.ts";
import { valuesAt } from "./models.ts";

const names = ["R0", "R1", "C1"];
const grid = gridOf(parseCircuit("R0-p(R1,C1)"), {
  axes: [
    { parameter: "R0", scale: "linear", from: 1, to: 5, count: 5 },
    { parameter: "C1", scale: "logarithmic", from: 1e-6, to: 1e-3, count: 4 },
  ],
  fixed: { R1: 7 },
});

const resnorms = fc
  .array(fc.oneof(fc.nat(9), fc.constant(Number.NaN)), { minLength: 20, maxLength: 20 })
  .map((values) => Float64Array.from(values));
const interval = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }))
  .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));

test("the best in ranges are those of a plain search, in the order of their ranks", () => {
  const query = fc.record({ most: fc.integer({ min: 1, max: 25 }), R0: fc.option(interval) });
  fc.assert(
    fc.property(resnorms, query, (resnorms, { most, R0 }) => {
      const order = ranked(resnorms);
      const found = bestOf({ grid, resnorms, order }, { most, ranges: R0 === null ? {} : { R0 } });
      const point = new Float64Array(3);
      const expected = Array.from(order, (index, rank) => ({ index, rank })).filter(({ index }) => {
        pointAt(grid, index, point);
        return R0 === null || (point[0]! >= R0.min && point[0]! <= R0.max);
      });
      const shown = expected.slice(0, most);
      assert.equal(found.matching, expected.length);
      assert.equal(found.count, shown.length);
      assert.deepEqual(found.names, names);
      assert.deepEqual(
        [...found.ranks],
        shown.map(({ rank }) => rank),
      );
      for (const [i, { index }] of shown.entries()) {
        pointAt(grid, index, point);
        assert.deepEqual(valuesAt(found, i), point);
        assert(Object.is(found.resnorms[i], resnorms[index]));
      }
    }),
  );
});

test("ranges of several parameters hold together; one that is not swept is not asked about", () => {
  const resnorms = Float64Array.from({ length: 20 }, (_, i) => i);
  const ranges = { R0: { min: 2, max: 3 }, C1: { min: 5e-6, max: 2e-4 } };
  const found = bestOf({ grid, resnorms, order: ranked(resnorms) }, { most: 10, ranges });
  assert.equal(found.matching, 4);
  assert.deepEqual(
    Array.from({ length: 4 }, (_, i) => [...valuesAt(found, i)].map((v) => +v.toPrecision(3))),
    [
      [2, 7, 1e-5],
      [2, 7, 1e-4],
      [3, 7, 1e-5],
      [3, 7, 1e-4],
    ],
  );
});
