import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import {
  anyMetric,
  compiledBuilds,
  measuresOf,
  plainSpectra,
} from "#test/support/random-sweeps.ts";
import fixture from "../../test/fixtures/impedance/standard-resnorms.json" with { type: "json" };
import { indexAt } from "./grid.ts";
import { ranked } from "./order.ts";
import { sweepRequest } from "./request.ts";
import { metrics } from "./resnorm.ts";
import { solverOf } from "./solver.ts";
import { toSweep } from "./to-sweep.ts";

const [{ kernels }] = compiledBuilds as [(typeof compiledBuilds)[number]];
const sweepOf = (request: unknown) => toSweep(sweepRequest().parse(request));
const standard = sweepOf({});

const reference = join(process.env.REFERENCE_DIR ?? "", "impedance/npz/grid_5_reference.json");
const missing =
  process.env.REFERENCE_DIR === undefined || !existsSync(reference)
    ? "REFERENCE_DIR has no impedance/npz/grid_5_reference.json"
    : false;

for (const { build, kernels } of compiledBuilds) {
  const check = (theirs: readonly number[]) => {
    const mine = measuresOf(standard, kernels);
    for (const [i, value] of mine.entries()) {
      assert.ok(Math.abs(value - theirs[i]!) <= 1e-12 * theirs[i]!, `${i}: ${value}, ${theirs[i]}`);
    }
    const theirOrder = ranked(Float64Array.from(theirs));
    for (const [rank, index] of ranked(mine).entries()) {
      const expected = theirs[theirOrder[rank]!]!;
      assert.ok(Math.abs(theirs[index]! - expected) <= 1e-12 * expected, `rank ${rank}: ${index}`);
    }
  };
  test(`${build}: the standard sweep's measures and their order are NumPy's`, () => check(fixture));
  test(`${build}: they are those of the reference`, { skip: missing }, () =>
    check(JSON.parse(readFileSync(reference, "utf8")).all_resnorms_by_grid_index_float64),
  );
}

test("the best of the standard sweep is the first of the two models that tie", () => {
  const order = ranked(measuresOf(standard, kernels));
  assert.deepEqual([...order.subarray(0, 2)], [2969, 2993]);
});

test("the standard sweep goes through its own kernel, whatever its size", () => {
  const counted = { ...kernels, calls: 0 };
  counted.shuntedDistances = (...given) => {
    counted.calls++;
    kernels.shuntedDistances(...given);
  };
  for (const grid_size of [4, 8, 11, 15]) {
    counted.calls = 0;
    solverOf(sweepOf({ grid_size, n_frequencies: 10 }), counted).rank(0, new Float64Array(1));
    assert.equal(counted.calls, 1, `${grid_size} values an axis`);
  }
});

test("from any point on, the standard sweep is measured to the same bits", () => {
  const whole = measuresOf(standard, kernels);
  const solver = solverOf(standard, kernels);
  const piece = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 1500 }));
  fc.assert(
    fc.property(piece, ([first, length]) => {
      const expected = whole.subarray(first, first + length);
      const into = new Float64Array(expected.length);
      solver.rank(first, into);
      assert.deepEqual(into, expected);
    }),
  );
});

test("two membranes of different ranges are not exchanged", () => {
  const axes = ["Rsh", "Ra", "Ca", "Rb", "Cb"].map((parameter) => ({
    parameter,
    ...(parameter.startsWith("R") ? { from: 10, to: 1e3 } : { from: 1e-6, to: 1e-5 }),
    ...(parameter === "Cb" ? { to: 2e-5 } : {}),
    count: 4,
  }));
  const sweep = sweepOf({ axes });
  const plain = plainSpectra(sweep);
  for (const [index, value] of measuresOf(sweep, kernels).entries()) {
    const expected = metrics.resnorm.of(plain(index), sweep.reference);
    assert.ok(Math.abs(value - expected) <= 1e-12 * expected, `${index}: ${value}, ${expected}`);
  }
});

const resistance = { from: 10, to: 1e4 };
const capacitance = { from: 1e-7, to: 1e-4 };
const exponent = { from: 0.5, to: 1 };
const alike = [
  {
    circuit: "p(Rsh,p(Ra,Ca)-p(Rb,Cb))",
    axes: { Rsh: resistance, Ra: resistance, Ca: capacitance, Rb: resistance, Cb: capacitance },
    exchange: { Ra: "Rb", Rb: "Ra", Ca: "Cb", Cb: "Ca" },
  },
  {
    circuit: "R0-p(R1,C1)-p(R2,C2)",
    axes: { R0: resistance, R1: resistance, C1: capacitance, R2: resistance, C2: capacitance },
    exchange: { R1: "R2", R2: "R1", C1: "C2", C2: "C1" },
  },
  {
    circuit: "p(R1-CPE1,R2-CPE2,C0)",
    axes: { R1: resistance, CPE1_1: exponent, R2: resistance, CPE2_1: exponent, C0: capacitance },
    exchange: { R1: "R2", R2: "R1", CPE1_1: "CPE2_1", CPE2_1: "CPE1_1" },
  },
];
for (const { circuit, axes: ranges, exchange } of alike) {
  test(`points of ${circuit} that differ by an exchange tie exactly, whatever the axes' order`, () => {
    const others = new Map(Object.entries(exchange));
    const axesInAnyOrder = fc.shuffledSubarray(
      Object.entries(ranges).map(([parameter, range]) => ({ parameter, ...range, count: 4 })),
      { minLength: 5 },
    );
    fc.assert(
      fc.property(axesInAnyOrder, anyMetric, (axes, metric) => {
        const sweep = sweepOf({ circuit, axes, metric, n_frequencies: 11 });
        const names = axes.map(({ parameter }) => parameter);
        const axisOfOther = names.map((name) => names.indexOf(others.get(name) ?? name));
        const measures = measuresOf(sweep, kernels);
        for (const [index, value] of measures.entries()) {
          const places = sweep.grid.axes.map(({ stride }) => Math.floor(index / stride) % 4);
          const exchanged = axisOfOther.map((axis) => places[axis]!);
          assert.equal(measures[indexAt(sweep.grid, exchanged)], value);
        }
      }),
      { numRuns: 15 },
    );
  });
}
