import assert from "node:assert/strict";
import { test } from "node:test";
import cases from "../../test/fixtures/impedance/matrices.json" with { type: "json" };
import { singularValues } from "./singular-values.ts";

for (const { columns, values } of cases) {
  const matrix = columns.map((column) => Float64Array.from(column));

  test(`${matrix[0]!.length} × ${matrix.length}: the values are LAPACK's`, () => {
    const mine = singularValues(matrix).values;
    assert.equal(mine.length, matrix.length);
    for (const [i, value] of mine.entries()) {
      assert.ok(Math.abs(value - (values[i] ?? 0)) <= 1e-13 * values[0]!, `value ${i}: ${value}`);
    }
  });

  test(`${matrix[0]!.length} × ${matrix.length}: along a right vector the matrix has its value`, () => {
    const { values: mine, right } = singularValues(matrix);
    for (const [i, direction] of right.entries()) {
      assert.ok(Math.abs(Math.hypot(...direction) - 1) <= 1e-13);
      const image = matrix[0]!.map((_, row) =>
        direction.reduce((sum, weight, k) => sum + weight * matrix[k]![row]!, 0),
      );
      assert.ok(Math.abs(Math.hypot(...image) - mine[i]!) <= 1e-13 * mine[0]!);
    }
  });
}

test("tiny values come out to full relative accuracy", () => {
  // Two columns at right angles: their lengths are the values.
  const { values } = singularValues([Float64Array.of(1, 1), Float64Array.of(1e-20, -1e-20)]);
  assert.ok(Math.abs(values[0]! / Math.SQRT2 - 1) <= 1e-15);
  assert.ok(Math.abs(values[1]! / (Math.SQRT2 * 1e-20) - 1) <= 1e-15);
  // The product of the values is the determinant, here 1e-30 beside entries of 1.
  const graded = singularValues([Float64Array.of(1, 0), Float64Array.of(1, 1e-30)]);
  assert.ok(Math.abs((graded.values[0]! * graded.values[1]!) / 1e-30 - 1) <= 1e-14);
});

test("a column of zeros has the value 0", () => {
  assert.deepEqual(singularValues([new Float64Array(3), Float64Array.of(0, 2, 0)]).values, [2, 0]);
});
