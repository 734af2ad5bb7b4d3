/** Where lines are, and which is pointed at. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { lineAt, linesOf } from "./lines.ts";
import type { Models } from "./models.ts";
import type { PlotAxis } from "./plot-axis.ts";

const axes: readonly PlotAxis[] = [
  { name: "R", unit: "Ω", scale: "logarithmic", from: 1, to: 100, step: 0.5 },
  { name: "n", unit: "", scale: "linear", from: 0, to: 1, step: 0.5 },
  { name: "resnorm", unit: "Ω", scale: "logarithmic", from: 1, to: 100, step: 0.025 },
];
const frame = { left: 0, right: 200, top: 0, bottom: 100 };

const models: Models = {
  names: ["n", "R"],
  count: 3,
  parameters: Float64Array.of(0, 1, 0, 1, 1, 100),
  resnorms: Float64Array.of(1, 10, 100),
  ranks: Uint32Array.of(0, 1, 2),
  matching: 3,
};

test("a line has its values' places, the best exactly, and the colour of its resnorm", () => {
  const { xs, ys, shades } = linesOf(models, axes, frame);
  assert.deepEqual([...xs], [0, 100, 200]);
  assert.deepEqual([...ys.subarray(0, 3)], [100, 100, 100]);
  assert.deepEqual([...shades], [0, 128, 255]);
});

test("models of the same values are told apart, alike on every axis, within their grid's step", () => {
  const { ys } = linesOf(models, axes, frame);
  const [first, second] = [ys.subarray(0, 3), ys.subarray(3, 6)];
  const aside = second[0]! - first[0]!;
  assert(Math.abs(aside) > 0.5 && Math.abs(aside) <= 6, `${aside}`);
  assert(Math.abs(second[1]! - first[1]! - aside) < 1e-3);
  assert.equal(second[2], 50, "a resnorm is where it is");
});

test("the nearest line is pointed at, the better of two alike, and none from afar", () => {
  const lines = linesOf(models, axes, frame);
  assert.equal(lineAt(lines, 3, { x: 50, y: 100 }), 0);
  assert.equal(lineAt(lines, 3, { x: 50, y: 2 }), 2);
  assert.equal(lineAt(lines, 3, { x: 50, y: 50 }), undefined);
  assert.equal(lineAt(lines, 2, { x: 50, y: 2 }), undefined, "one that is not drawn is not there");
  const twins = {
    ...lines,
    ys: Float32Array.from([...lines.ys.subarray(0, 3), ...lines.ys.subarray(0, 3)]),
  };
  assert.equal(lineAt(twins, 2, { x: 150, y: 99 }), 0);
});
