import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatCircuit } from "#src/impedance/circuit.ts";
import { parseCircuit } from "#src/impedance/parse.ts";
import { circuitWithParameters } from "#test/support/circuits.ts";
import { datasetOf, searchOf, workspaceOf } from "./address.ts";
import type { Reference, Workspace } from "./model.ts";
import { readSearch } from "./search.ts";
import { namesOf, opened, rangesOf, withCircuit, withRange, withValues } from "./workspace.ts";

/** What an address says comes back from it. */
function assertKept(workspace: Workspace): void {
  const { workspace: back, problems } = workspaceOf(readSearch(searchOf(workspace, undefined)));
  assert.deepEqual(problems, []);
  assert.equal(formatCircuit(back.circuit), formatCircuit(workspace.circuit));
  assert.deepEqual(back.values, workspace.values);
  assert.deepEqual(back.ranges, workspace.ranges);
  assert.deepEqual(back.span, workspace.span);
  assert.equal(back.metric, workspace.metric);
  assert.deepEqual(
    { ...back.reference, circuit: undefined },
    { ...workspace.reference, circuit: undefined },
  );
}

test("an empty address is the standard circuit, whose address is empty", () => {
  const { workspace } = workspaceOf({});
  assert.equal(formatCircuit(workspace.circuit), "p(Rsh,p(Ra,Ca)-p(Rb,Cb))");
  assert.deepEqual(searchOf(workspace, undefined), {});
});

test("a link is a workspace, of any circuit and against any model", () => {
  fc.assert(
    fc.property(circuitWithParameters(), circuitWithParameters(), (model, other) => {
      const { circuit, parameters: values } = model;
      const reference: Reference = {
        kind: "model",
        circuit: other.circuit,
        values: other.parameters,
      };
      assertKept({
        ...opened(circuit),
        values,
        ranges: rangesOf(circuit, values),
        reference,
        span: { least: 1, most: 1e6, count: 61 },
        metric: "modulus-weighted",
      });
    }),
    { numRuns: 30 },
  );
});

test("a range that was set, and a value beyond the usual one, are in the link", () => {
  const { workspace } = workspaceOf({});
  assertKept(withRange(workspace, 2, { from: 1e-7, to: 2e-7 }));
  assertKept(withValues(workspace, { Rsh: 123_456 }));
});

test("a measured spectrum is in the link with every digit", () => {
  const { workspace } = workspaceOf({});
  const frequencies = Float64Array.of(0.1, 1, 10);
  const impedance = { re: Float64Array.of(1 / 3, 2, 3), im: Float64Array.of(-1e-9, -2, 3) };
  assertKept({
    ...workspace,
    reference: { kind: "measured", name: "cell 4.csv", frequencies, impedance },
  });
});

test("what is wrong in a link is left out and said, and the rest is taken", () => {
  const { workspace, problems } = workspaceOf(
    readSearch({
      circuit: "R0-p(R1,",
      values: "Ra:77,Ca:much",
      ranges: "Ra:9..1",
      measured: "1_2",
      n_frequencies: 2,
      metric: "rmse",
      other: "x",
    }),
  );
  assert.equal(problems.length, 5);
  assert.match(problems[0]!, /circuit was left out: At 8/);
  assert.match(problems[1]!, /value “much” of Ca was left out: it is no number/);
  assert.equal(namesOf(workspace).Ra, 77);
  assert.equal(workspace.metric, "rmse");
  assert.equal(workspace.span.count, 100);
  assert.equal(datasetOf({ dataset: "../secret.npz" }), undefined);
  assert.equal(datasetOf({ dataset: "grid_5.npz" }), "grid_5.npz");
});

test("each part of a link that cannot be used is told, and told alone", () => {
  const told = (search: Record<string, unknown>) => {
    const { problems } = workspaceOf(readSearch(search));
    assert.equal(problems.length, 1, JSON.stringify(problems));
    return problems[0]!;
  };
  assert.match(told({ values: "R7:1" }), /value “1” of R7 .* has no parameter of that name/);
  assert.match(told({ values: "much" }), /of much was left out/);
  assert.match(told({ values: "Ra:-5" }), /value “-5” of Ra .* goes from/);
  assert.match(told({ n_frequencies: 99_999_999 }), /frequencies was left out: .*1000/);
  assert.match(told({ ranges: "R7:1..2" }), /ranges was left out: .* no parameter R7/);
  assert.match(told({ metric: "best" }), /“best” is none of resnorm/);
  assert.match(told({ dataset: "../x" }), /dataset was left out/);
});

test("a circuit description code in a link is taken, with its values", () => {
  const { workspace, problems } = workspaceOf(readSearch({ circuit: "R{R=50}(R{R=2000}C)" }));
  assert.deepEqual(problems, []);
  assert.equal(formatCircuit(workspace.circuit), "R1-p(R2,C1)");
  assert.equal(namesOf(workspace).R2, 2000);
});

test("another circuit keeps what both have, and takes its own default reference", () => {
  const start = withValues(opened(parseCircuit("R0-p(R1,C1)")), { R0: 12, C1: 3e-6 });
  const next = withCircuit(start, parseCircuit("R0-p(R1,CPE1)"));
  assert.deepEqual(namesOf(next), { R0: 12, R1: 250, CPE1_0: 5e-5, CPE1_1: 0.82 });
  assert.ok(next.reference.kind === "model");
  assert.equal(formatCircuit(next.reference.circuit), "R0-p(R1,CPE1)");
});
