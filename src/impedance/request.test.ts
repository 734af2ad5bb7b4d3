import assert from "node:assert/strict";
import { test } from "node:test";
import { bandOf, vector } from "./band.ts";
import { formatCircuit } from "./circuit.ts";
import { fixedValues, standardCircuit, standardReference } from "./grid.ts";
import { parseCircuit } from "./parse.ts";
import { compile, evaluator } from "./program.ts";
import { sweepRequest } from "./request.ts";
import { metrics } from "./resnorm.ts";
import { toSweep } from "./to-sweep.ts";

const schema = sweepRequest();
const sweepOf = (request: object) => toSweep(schema.parse(request));

/** Z of a circuit, by the evaluator that is tested against other programs. */
function impedance(circuit: string, parameters: number[], frequencies: Float64Array) {
  const z = vector(frequencies.length);
  const evaluate = evaluator(compile(parseCircuit(circuit)), bandOf(frequencies));
  evaluate(Float64Array.from(parameters), z);
  return z;
}

test("nothing asked is the standard sweep of five values an axis", () => {
  const { circuit, grid, frequencies, reference, metric } = sweepOf({});
  assert.equal(formatCircuit(circuit), formatCircuit(standardCircuit));
  assert.equal(grid.size, 5 ** 5);
  assert.deepEqual(grid.parameters, ["Rsh", "Ra", "Ca", "Rb", "Cb"]);
  assert.equal(frequencies.length, 100);
  assert.equal(metric, "resnorm");
  const expected = impedance(
    "p(Rsh,p(Ra,Ca)-p(Rb,Cb))",
    Object.values(standardReference),
    frequencies,
  );
  assert.deepEqual(reference, expected);
});

test("an axis has as many values as it says, or as all of them", () => {
  const { grid } = sweepOf({
    circuit: "R0-p(R1,C1)",
    grid_size: 4,
    axes: [
      { parameter: "C1", from: 1e-6, to: 1e-3, count: 3 },
      { parameter: "R1", from: 10, to: 40, scale: "linear" },
    ],
    fixed: { R0: 5 },
  });
  assert.equal(grid.size, 12);
  assert.deepEqual(
    grid.axes.map(({ parameter, values }) => [grid.parameters[parameter], [...values]]),
    [
      ["C1", [1e-6, 10 ** -4.5, 1e-3]],
      ["R1", [10, 20, 30, 40]],
    ],
  );
  assert.equal(grid.base[0], 5);
});

test("a reference says of itself what differs from what is fixed and from the defaults", () => {
  const { reference, frequencies } = sweepOf({
    circuit: "R0-p(R1,C1)",
    axes: [{ parameter: "R1", from: 10, to: 1000 }],
    fixed: { R0: 7 },
    reference: { parameters: { R1: 50 } },
  });
  assert.deepEqual(reference, impedance("R0-p(R1,C1)", [7, 50, 1e-6], frequencies));
});

test("a measured reference gives the sweep its frequencies", () => {
  const measured = { frequencies: [1000, 10, 1], real: [1, 2, 3], imag: [-1, -2, -1] };
  const { frequencies, reference } = sweepOf({ reference: measured });
  assert.deepEqual([...frequencies], measured.frequencies);
  assert.deepEqual([...reference.im], measured.imag);
});

test("a circuit description code is read, with the values it gives", () => {
  const axes = [{ parameter: "R2", from: 10, to: 1000 }];
  const { circuit, grid } = sweepOf({ circuit: "R{R=7}(R{R=50}C{C=2e-6})", axes });
  assert.equal(formatCircuit(circuit), "R1-p(R2,C1)");
  assert.deepEqual(fixedValues(grid), { R1: 7, C1: 2e-6 });
  assert.equal(sweepOf({ circuit: "R(RC)", axes, fixed: { R1: 3 } }).grid.base[0], 3);
});

test("metrics are known by their names", () => {
  for (const metric of Object.keys(metrics)) assert.equal(sweepOf({ metric }).metric, metric);
});

const refused: [what: string, request: object, path: string, message: RegExp][] = [
  ["a circuit that cannot be read", { circuit: "R0-p(R1,X1)" }, "circuit", /^At 8: .*X1/],
  ["another circuit without axes", { circuit: "R0-C1" }, "axes", /are needed/],
  ["a grid that is too large", { grid_size: 26 }, "grid_size", /from 2 to 25/],
  ["an unknown field", { gridsize: 5 }, "", /gridsize/],
  [
    "an axis without length",
    { axes: [{ parameter: "Rsh", from: 1, to: 1 }] },
    "axes.0",
    /Rsh begins and ends at 1/,
  ],
  ["an axis of a stranger", { axes: [{ parameter: "Rx", from: 1, to: 2 }] }, "axes.0", /Rx/],
  [
    "a fixed parameter that is swept",
    { fixed: { Rsh: 4 } },
    "fixed.Rsh",
    /both fixed and on an axis/,
  ],
  [
    "a stranger in the reference",
    { reference: { parameters: { Q: 1 } } },
    "reference.parameters",
    /no parameter Q/,
  ],
  [
    "a measured reference with a value missing",
    { reference: { frequencies: [1, 2], real: [1], imag: [1, 2] } },
    "reference.real",
    /2 values.*has 1/,
  ],
  [
    "frequencies beside a measured reference",
    { n_frequencies: 20, reference: { frequencies: [1, 2], real: [1, 1], imag: [1, 2] } },
    "reference.frequencies",
    /leave/,
  ],
  [
    "a measured zero that is divided by",
    {
      metric: "modulus-weighted",
      reference: { frequencies: [1, 2], real: [1, 0], imag: [0, 0] },
    },
    "reference",
    /0 at frequency 1/,
  ],
  ["a highest frequency that is too low", { freq_max: 1e-3 }, "freq_max", /must rise/],
  ["frequencies that fall", { freq_min: 10, freq_max: 1 }, "freq_min", /must rise/],
  ["a name that leaves its folder", { filename: "../x.npz" }, "filename", /letters, digits/],
  ["a name that is hidden", { filename: ".x.npz" }, "filename", /letters, digits/],
];

for (const [what, request, path, message] of refused) {
  test(`refused: ${what}`, () => {
    const { issues } = schema.safeParse(request).error!;
    assert.deepEqual(
      issues.map((issue) => issue.path.join(".")),
      [path],
    );
    const [issue] = issues as [(typeof issues)[number]];
    assert.match(issue.code === "unrecognized_keys" ? issue.keys.join() : issue.message, message);
  });
}

test("all that is wrong is named at once", () => {
  const { issues } = schema.safeParse({
    circuit: "R0-p(R1,C1)",
    axes: [
      { parameter: "R1", from: 1, to: 10 },
      { parameter: "R9", from: 1, to: 10 },
      { parameter: "C1", from: -1, to: 1e-6 },
    ],
    fixed: { R0: -5, X: 1 },
    freq_min: 10,
    freq_max: 1,
  }).error!;
  assert.deepEqual(
    issues.map(({ path }) => path.join(".")),
    ["freq_min", "axes.1", "axes.2", "fixed.R0", "fixed.X"],
  );
});

test("the most points are the server's to say", () => {
  const { error } = sweepRequest({ points: 1000 }).safeParse({ grid_size: 5 });
  assert.match(error!.issues[0]!.message, /3125 points; at most 1000/);
});
