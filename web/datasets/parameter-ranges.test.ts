import assert from "node:assert/strict";
import { test } from "node:test";
import { type About, parametersKnown } from "./parameter-ranges.ts";

const randles: About = {
  circuit: "R0-p(R1,C1)",
  param_names: ["R0", "R1", "C1"],
  grid_size: null,
  circuit_parameters: {},
};

test("what was swept has its ends, what was fixed its value, the rest the elements' own", () => {
  const axis = { parameter: "C1", from: 1e-7, to: 1e-5, count: 8, scale: "linear" };
  const circuit_parameters = { axes: [axis], fixed: { R0: 12 } };
  assert.deepEqual(parametersKnown({ ...randles, circuit_parameters }), [
    { name: "R0", unit: "Ω", values: [12] },
    { name: "R1", unit: "Ω", values: [100] },
    { name: "C1", unit: "F", values: [1e-7, 1e-5, 8] },
  ]);
  const [, , c1] = parametersKnown({ ...randles, circuit_parameters, grid_size: 8 });
  assert.deepEqual(c1!.values, [1e-7, 1e-5], "a length that all have is said once");
});

test("of a file that says little, little is said", () => {
  assert.deepEqual(parametersKnown(randles)[2], { name: "C1", unit: "F" });
  const strange = { axes: [null, 3, { parameter: 4 }], fixed: "none" };
  const unknown = { ...randles, circuit: "unknown", circuit_parameters: strange };
  assert.deepEqual(parametersKnown(unknown)[0], { name: "R0", unit: "", values: undefined });
});
