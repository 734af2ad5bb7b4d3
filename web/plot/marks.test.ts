import assert from "node:assert/strict";
import { test } from "node:test";
import { logarithmicMarks, powerLabel } from "./marks.ts";

test("powers of ten are read with their prefixes", () => {
  assert.deepEqual(
    [-13, -6, -1, 0, 2, 4, 6, 15].map((exponent) => powerLabel(exponent).replace("\u202f", " ")),
    ["10⁻¹³", "1 µ", "100 m", "1", "100", "10 k", "1 M", "10¹⁵"],
  );
});

test("a logarithmic axis marks every power of ten it has room for, and digits between them", () => {
  const labelled = (min: number, max: number, count: number) =>
    logarithmicMarks(min, max, count)
      .filter(({ label }) => label !== "")
      .map(({ value }) => value);
  assert.deepEqual(labelled(-1, 5, 8), [-1, 0, 1, 2, 3, 4, 5]);
  assert.deepEqual(labelled(-1, 5, 3), [0, 2, 4]);
  assert.equal(logarithmicMarks(0, 1, 5).length, 2 + 8);
  for (const { value, label } of logarithmicMarks(3.1, 3.4, 4)) {
    assert.ok(value >= 3.1 && value <= 3.4);
    assert.match(label, /^[12]\.?\d*\u202fk$/);
  }
});
