/** Datasets that are opened in the workspace, and what their addresses say. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { frequencies } from "#src/impedance/axis.ts";
import { formatCircuit } from "#src/impedance/circuit.ts";
import { parseCircuit } from "#src/impedance/parse.ts";
import { metrics } from "#src/impedance/resnorm.ts";
import { searchOf } from "./address.ts";
import { datasetWorkspace } from "./dataset-workspace.ts";
import { changed, openedBy, taken } from "./opened.ts";
import { benchOf, namesOf, opened, spectrumOf, withCircuit, withValues } from "./workspace.ts";

const filename = "randles.npz";
const band = Array.from(frequencies(1, 1e4, 20), Math.fround);
const reference = { R0: 15, R1: 150, C1: 2e-5 };
const metadata = {
  circuit: "R0-p(R1,C1)",
  metric: "rmse",
  axes: [
    { parameter: "R1", scale: "logarithmic", from: 10, to: 1000, count: 5 },
    { parameter: "C1", scale: "logarithmic", from: 1e-4, to: 1e-6, count: 5 },
  ],
  fixed: { R0: 20 },
  freq_min: 1,
  freq_max: 1e4,
  reference: { parameters: reference },
};
const loaded = (more: object = {}) => ({
  metadata: { ...metadata, ...more },
  dataset_info: {
    n_parameters: 25,
    n_frequencies: 20,
    frequencies: band,
    parameter_ranges: {
      r0: { min: 20, max: 20, unit: "ohm" },
      r1: { min: 10, max: 1000, unit: "ohm" },
      c1: { min: Math.fround(1e-6), max: Math.fround(1e-4), unit: "farad" },
    },
  },
});
const usual = datasetWorkspace(filename, loaded())!;

test("a dataset brings circuit, reference, metric, frequencies, ranges and fixed values", () => {
  assert.equal(formatCircuit(usual.circuit), "R0-p(R1,C1)");
  assert.equal(namesOf(usual).R0, 20);
  assert.deepEqual(usual.ranges.slice(1), [
    { from: 10, to: 1000 },
    { from: 1e-6, to: 1e-4 },
  ]);
  assert.deepEqual(usual.span, { least: 1, most: 1e4, count: 20 });
  assert.equal(usual.metric, "rmse");
  // So a model has the measure that it was ranked by.
  const bench = benchOf(withValues(usual, { R1: 100, C1: 1e-5 }));
  const wanted = metrics.rmse.of(
    spectrumOf(
      { circuit: usual.circuit, values: Float64Array.of(20, 100, 1e-5) },
      bench.frequencies,
    ),
    spectrumOf(
      { circuit: usual.circuit, values: Float64Array.of(15, 150, 2e-5) },
      bench.frequencies,
    ),
  );
  const { workspace, frequencies: f } = bench;
  assert.equal(metrics.rmse.of(spectrumOf(workspace, f), bench.reference), wanted);
});

test("a measured reference comes with its frequencies, rising", () => {
  const measured = { frequencies: [100, 10, 1], real: [1, 2, 3], imag: [-4, -5, -6] };
  const { reference } = datasetWorkspace(filename, loaded({ reference: measured }))!;
  assert.ok(reference.kind === "measured");
  assert.deepEqual([...reference.frequencies], [1, 10, 100]);
  assert.deepEqual([...reference.impedance.im], [-6, -5, -4]);
});

test("a file that says little is opened as far as it does, and one without a circuit not", () => {
  const bare = { metadata: { circuit: "R0-p(R1,C1)" }, dataset_info: loaded().dataset_info };
  const found = datasetWorkspace(filename, bare)!;
  assert.equal(namesOf(found).R0, 20);
  assert.deepEqual(found.ranges[1], { from: 10, to: 1000 });
  assert.deepEqual([...benchOf(found).frequencies], band);
  assert.equal(datasetWorkspace(filename, { ...bare, metadata: { circuit: null } }), undefined);
});

test("an address that names a dataset is enough, and says only what is otherwise", () => {
  const waiting = openedBy({ dataset: filename });
  const open = taken(waiting, usual, ["R1", "C1"]);
  assert.deepEqual(open.workspace, usual);
  assert.deepEqual(searchOf(open.workspace, open.dataset, open.usual), { dataset: filename });

  const other = changed(open, { ...withValues(open.workspace, { R1: 77 }), metric: "resnorm" });
  const address = searchOf(other.workspace, other.dataset, other.usual);
  assert.deepEqual(address, { dataset: filename, values: "R1:77", metric: "resnorm" });
  const again = openedBy(address);
  assert.deepEqual(again.problems, []);
  assert.deepEqual(taken(again, usual, ["R1", "C1"]).workspace, other.workspace);
  // On the way back the dataset is known already.
  assert.deepEqual(openedBy(address, other).workspace, other.workspace);
});

test("a dataset made here keeps the values of what was swept", () => {
  const here = withValues(opened(parseCircuit("R0-p(R1,C1)")), { R0: 33, R1: 44 });
  const open = { ...openedBy({ dataset: filename }), workspace: here, asked: undefined };
  const { workspace } = taken(open, usual, ["R1", "C1"]);
  assert.deepEqual([namesOf(workspace).R0, namesOf(workspace).R1], [20, 44]);
  assert.equal(workspace.metric, "rmse");
});

test("another circuit closes the dataset; another value does not", () => {
  const open = taken(openedBy({ dataset: filename }), usual, ["R1", "C1"]);
  assert.equal(changed(open, withValues(open.workspace, { R1: 50 })).dataset, filename);
  const other = changed(open, withCircuit(open.workspace, parseCircuit("R0-p(R1,CPE1)")));
  assert.equal(other.dataset, undefined);
  assert.equal(other.usual, undefined);
});
