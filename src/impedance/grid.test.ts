import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import expected from "../../test/fixtures/impedance/axes.json" with { type: "json" };
import { frequencies, GridError, linspace, logspace } from "./axis.ts";
import { gridOf, indexAt, pointAt, standardAxes, standardCircuit } from "./grid.ts";
import { parseCircuit } from "./parse.ts";

for (const { from, to, values } of expected.linear) {
  test(`linspace(${from}, ${to}, ${values.length}) is NumPy's to the last bit`, () => {
    assert.deepEqual([...linspace(from, to, values.length)], values);
  });
}

for (const { from, to, values } of expected.logarithmic) {
  test(`logspace(${from}, ${to}, ${values.length}) is NumPy's to its last bit but one, and all of float32`, () => {
    const mine = logspace(from, to, values.length);
    assert.equal(mine.length, values.length);
    for (const [i, value] of mine.entries()) {
      assert.ok(Math.abs(value - values[i]!) <= 2 * 2 ** -52 * values[i]!, `value ${i}: ${value}`);
      assert.equal(Math.fround(value), Math.fround(values[i]!));
    }
  });
}

test("the frequencies go from 0.1 Hz to 100 kHz in 100 steps unless said otherwise", () => {
  const band = frequencies();
  assert.deepEqual([band.length, band[0], band[99]], [100, 0.1, 1e5]);
  assert.throws(() => frequencies(1, 10, 9), GridError);
  assert.throws(() => frequencies(10, 1), /must rise/);
  assert.throws(() => frequencies(0, 1), /from 0 to 1 Hz/);
});

test("the standard grid runs through Rsh, Ra, Ca, Rb, Cb with Cb the fastest", () => {
  const grid = gridOf(standardCircuit, { axes: standardAxes(5) });
  assert.deepEqual(grid.parameters, ["Rsh", "Ra", "Ca", "Rb", "Cb"]);
  assert.equal(grid.size, 3125);
  const point = new Float64Array(5);
  pointAt(grid, 1, point);
  assert.deepEqual([...point.slice(0, 4)], [10, 10, 1e-7, 10]);
  assert.equal(point[4], grid.axes[4]!.values[1]);
  pointAt(grid, 3124, point);
  assert.deepEqual(
    [...point],
    grid.axes.map(({ values }) => values[4]),
  );
});

test("what is not swept is as given, or its default", () => {
  const grid = gridOf(parseCircuit("R0-p(R1,CPE1)"), {
    axes: [
      { parameter: "CPE1_1", scale: "linear", from: 0.5, to: 1, count: 3 },
      { parameter: "R0", scale: "logarithmic", from: 1, to: 100, count: 3 },
    ],
    fixed: { R1: 7 },
  });
  const point = new Float64Array(4);
  pointAt(grid, 5, point);
  assert.deepEqual([...point], [100, 7, 1e-5, 0.75]);
});

test("a point's number and its places on the axes say the same", () => {
  const lengths = fc.array(fc.integer({ min: 2, max: 5 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(lengths, fc.nat(), (counts, seed) => {
      const axes = standardAxes(2).slice(0, counts.length);
      const grid = gridOf(standardCircuit, {
        axes: axes.map((axis, i) => ({ ...axis, count: counts[i]! })),
      });
      const index = seed % grid.size;
      const point = new Float64Array(5);
      pointAt(grid, index, point);
      const places = grid.axes.map(({ parameter, values }) => values.indexOf(point[parameter]!));
      assert.equal(indexAt(grid, places), index);
    }),
  );
});

const axis = { parameter: "R0", scale: "logarithmic", from: 1, to: 10, count: 4 } as const;
const refusals: [
  what: string,
  request: Parameters<typeof gridOf>[1],
  path: string,
  says: RegExp,
][] = [
  ["an unknown parameter", { axes: [{ ...axis, parameter: "R9" }] }, "R9", /no parameter R9/],
  ["one value", { axes: [{ ...axis, count: 1 }] }, "R0", /must have 2 to/],
  ["an end out of bounds", { axes: [{ ...axis, from: -1 }] }, "R0", /ends at -1/],
  ["ends that are the same", { axes: [{ ...axis, to: 1 }] }, "R0", /must differ/],
  ["two axes of one parameter", { axes: [axis, axis] }, "R0", /two axes/],
  ["a swept parameter fixed", { axes: [axis], fixed: { R0: 1 } }, "R0", /both fixed/],
  ["an unknown one fixed", { axes: [axis], fixed: { Q: 1 } }, "Q", /no parameter Q/],
  ["one fixed out of bounds", { axes: [axis], fixed: { C1: 0 } }, "C1", /C1 is 0/],
];
for (const [what, request, path, says] of refusals) {
  test(`${what} is refused`, () => {
    assert.throws(
      () => gridOf(parseCircuit("R0-p(R1,C1)"), request),
      (error) => error instanceof GridError && error.path === path && says.test(error.message),
    );
  });
}

test("a grid too large is refused before any of it is laid out", () => {
  const counts = { ...axis, count: 1e15 };
  assert.throws(
    () => gridOf(parseCircuit("R0"), { axes: [counts] }),
    /has 1000000000000000 points/,
  );
  assert.throws(() => gridOf(standardCircuit, { axes: standardAxes(26) }, 9_765_625), /11881376/);
});
