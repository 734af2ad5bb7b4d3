import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decimalsOf, readNumber, writeNumber } from "./number-text.ts";

test("what a field shows is the number itself", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      assert.equal(readNumber(writeNumber(value)), value === 0 ? 0 : value);
    }),
  );
});

test("a number reads well, and fits", () => {
  const shown = [1000003, 1e12, -6.5, 0.00032, -2e-7].map(writeNumber);
  assert.deepEqual(shown, ["1000003", "1e12", "−6.5", "0.00032", "−2e−7"]);
});

test("text that is no number stays as it is, and nothing is nothing", () => {
  assert.deepEqual([" 2,5 ", "4.", "fast", " "].map(readNumber), [2.5, 4, "fast", undefined]);
});

test("decimals are counted in either notation", () => {
  assert.deepEqual([3, 0.25, 1e-7, 1.5e-7, 1e21].map(decimalsOf), [0, 2, 7, 8, 0]);
});
