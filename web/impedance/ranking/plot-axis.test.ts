/** Values and their places on axes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ranking } from "./models.ts";
import { axesOf, marksOf, positionOf, valueAt } from "./plot-axis.ts";

const ranking: Ranking = {
  circuit: undefined,
  frequencies: new Float64Array(),
  total: 25,
  units: { R: "Ω" },
  axes: [
    { name: "R", unit: "Ω", scale: "logarithmic", from: 10, to: 1e4, count: 5 },
    { name: "n", unit: "", scale: "linear", from: 0.5, to: 1 },
  ],
  metric: { name: "rmse", unit: "Ω" },
  patience: 0,
  best: () => Promise.reject(new Error("not asked")),
};

const withResnorms = (...resnorms: number[]) =>
  axesOf(ranking, {
    names: ["R", "n"],
    count: resnorms.length,
    parameters: new Float64Array(2 * resnorms.length),
    resnorms: Float64Array.from(resnorms),
    ranks: new Uint32Array(resnorms.length),
    matching: undefined,
  });

test("an axis a swept parameter, and the last for the resnorms", () => {
  const axes = withResnorms(0, 2, 50, Number.NaN);
  assert.deepEqual(
    axes.map(({ name, from, to }) => [name, from, to]),
    [
      ["R", 10, 1e4],
      ["n", 0.5, 1],
      ["rmse", 2, 50],
    ],
  );
  assert.equal(axes[0]!.step, 0.25);
  assert.equal(positionOf(axes[2]!, 0), 0, "an exact fit is at the foot");
});

test("resnorms that are all alike have an axis, too", () => {
  for (const axis of [withResnorms(3, 3)[2]!, withResnorms(0, 0)[2]!, withResnorms()[2]!]) {
    assert(axis.to > axis.from);
    assert(Number.isFinite(positionOf(axis, 3)));
    assert(marksOf(axis, 5).every(({ value }) => Number.isFinite(value)));
  }
});

test("a place and its value go together, and marks stand at round values", () => {
  for (const axis of withResnorms(1, 10)) {
    for (const at of [0, 0.3, 1]) {
      assert(Math.abs(positionOf(axis, valueAt(axis, at)) - at) < 1e-12);
    }
  }
  const marks = marksOf(withResnorms(1, 10)[0]!, 6).filter(({ label }) => label !== "");
  assert.deepEqual(
    marks.map(({ label }) => label.replace(/\s/g, " ")),
    ["10", "100", "1 k", "10 k"],
  );
});

test("ends that float32 has rounded are marked as what they were", () => {
  const axis = { name: "C", unit: "F", scale: "logarithmic", step: 0.25 } as const;
  const ends = { from: Math.fround(1e-7), to: Math.fround(1e-3) };
  const marks = marksOf({ ...axis, ...ends }, 6).filter(({ label }) => label !== "");
  assert.deepEqual(
    [marks[0], marks.at(-1)].map((mark) => [
      Number(mark!.value.toFixed(6)),
      mark!.label.replace(/\s/g, " "),
    ]),
    [
      [0, "100 n"],
      [1, "1 m"],
    ],
  );
});
