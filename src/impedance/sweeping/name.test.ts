import assert from "node:assert/strict";
import { test } from "node:test";
import { sweepRequest } from "../request.ts";
import { datasetName } from "../sweep-fields.ts";
import { toSweep } from "../to-sweep.ts";
import { displayName, nameOf } from "./name.ts";

const name = (request: object) => nameOf(toSweep(sweepRequest().parse(request)));

test("a file is named by its grid and its band", () => {
  assert.equal(name({}), "grid_5_freq_0.1_100000.npz");
  assert.equal(
    name({ grid_size: 15, freq_min: 0.05, freq_max: 1e6 }),
    "grid_15_freq_0.05_1000000.npz",
  );
  const axes = [
    { parameter: "R0", from: 1, to: 10, count: 10 },
    { parameter: "R1", from: 1, to: 10, count: 3 },
  ];
  const band = { freq_min: 1 / 3, freq_max: 1e15 };
  const uneven = name({ circuit: "R0-p(R1,C1)", axes, ...band });
  assert.equal(uneven, "grid_10x3_freq_0.333333_1000000000000000.npz");
  const measured = { frequencies: [1000, 1e-9], real: [1, 1], imag: [0, 0] };
  assert.equal(name({ reference: measured }), "grid_5_freq_1e-9_1000.npz");
});

test("a dataset is called as asked, or by what its file's name does not tell", () => {
  const called = (request: object) => {
    const fields = sweepRequest().parse(request);
    const sweep = toSweep(fields);
    return displayName({ ...fields, filename: fields.filename ?? nameOf(sweep) }, sweep);
  };
  const axes = [{ parameter: "R0", from: 1, to: 10, count: 1000 }];
  const measured = { frequencies: [1, 10], real: [1, 1], imag: [0, 0] };
  assert.equal(called({}), "grid_5_freq_0.1_100000");
  assert.equal(called({ circuit: "R0-p(R1,C1)", axes }), "R0-p(R1,C1), 1,000 models");
  assert.match(called({ reference: measured }), /^p\(Rsh,.*, 3,125 models against a measurement$/);
  assert.equal(called({ circuit: "R0-C1", axes, filename: "Mine.npz" }), "Mine");
  assert.equal(called({ circuit: "R0-C1", axes, name: "Cell 4" }), "Cell 4");
});

test("the name of twenty long axes is still one", () => {
  const axes = Array.from({ length: 20 }, (_, i) => {
    return { parameter: `R${i}`, from: 1, to: 2, count: i === 0 ? 4 : 2 };
  });
  const circuit = axes.map(({ parameter }) => parameter).join("-");
  assert.match(name({ circuit, axes }), datasetName);
});
