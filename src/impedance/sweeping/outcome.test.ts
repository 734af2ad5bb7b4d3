import assert from "node:assert/strict";
import { test } from "node:test";
import { gridOf } from "../grid.ts";
import { parseCircuit } from "../parse.ts";
import { outcomeOf } from "./outcome.ts";

const axis = { parameter: "R0", scale: "linear", from: 1, to: 5, count: 5 } as const;
const grid = gridOf(parseCircuit("R0-C0"), { axes: [axis] });

test("rows without a number in float32 are counted, and none of them is the best", () => {
  const resnorms = Float64Array.of(Number.NaN, 2, 1e39, Number.POSITIVE_INFINITY, 3.4e38);
  const order = Uint32Array.of(1, 4, 2, 3, 0);
  const { best, invalid } = outcomeOf(grid, { resnorms, order });
  assert.equal(invalid, 3);
  assert.deepEqual(best, { resnorm: 2, parameters: Float64Array.of(2, 1e-6) });
});

test("where no row has a number there is no best", () => {
  const resnorms = new Float64Array(5).fill(Number.NaN);
  const order = Uint32Array.of(0, 1, 2, 3, 4);
  assert.deepEqual(outcomeOf(grid, { resnorms, order }), { best: undefined, invalid: 5 });
});
