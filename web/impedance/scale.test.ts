import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parametersOf } from "#src/impedance/circuit.ts";
import { parseCircuit } from "#src/impedance/parse.ts";
import { defaultRange, positionOf, rangeAround, reaching, sliderSteps, valueAt } from "./scale.ts";

const [resistance, coefficient, exponent] = parametersOf(parseCircuit("R0-CPE0")) as [
  ReturnType<typeof parametersOf>[0],
  ReturnType<typeof parametersOf>[0],
  ReturnType<typeof parametersOf>[0],
];

test("the middle of a slider is the geometric mean of its ends, of an exponent's the arithmetic", () => {
  assert.equal(valueAt(sliderSteps / 2, { from: 10, to: 1e4 }, resistance), 316.2);
  assert.equal(valueAt(sliderSteps / 2, { from: 0.5, to: 1 }, exponent), 0.75);
  assert.equal(positionOf(1000, { from: 10, to: 1e5 }, resistance), sliderSteps / 2);
});

test("the ends are reached exactly, and what is beyond is shown at the end", () => {
  const range = { from: 12.345678, to: 98.765432 };
  assert.equal(valueAt(0, range, resistance), range.from);
  assert.equal(valueAt(sliderSteps, range, resistance), range.to);
  assert.equal(positionOf(1, range, resistance), 0);
  assert.equal(positionOf(1e6, range, resistance), sliderSteps);
});

test("a slider that is let go stays where it is", () => {
  const position = fc.integer({ min: 0, max: sliderSteps });
  fc.assert(
    fc.property(position, fc.constantFrom(resistance, coefficient, exponent), (at, parameter) => {
      const range = defaultRange(parameter);
      const shown = positionOf(valueAt(at, range, parameter), range, parameter);
      assert.ok(Math.abs(shown - at) < 0.5, `${shown} instead of ${at}`);
    }),
  );
});

test("a range reaches to what is typed, and is as it was when that is mended", () => {
  const range = { from: 10, to: 20 };
  const wide = reaching(range, 1e6);
  assert.deepEqual(wide, { from: 10, to: 1e6, before: range });
  assert.deepEqual(reaching(wide, 5e-6), { from: 5e-6, to: 20, before: range });
  assert.equal(reaching(wide, 15), range);
});

test("a preset's value is in the middle of its slider", () => {
  assert.deepEqual(rangeAround(0.02, resistance), { from: 0.002, to: 0.2 });
  assert.deepEqual(rangeAround(0.8, exponent), defaultRange(exponent));
});
