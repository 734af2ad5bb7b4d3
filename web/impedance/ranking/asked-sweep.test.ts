/** The sweep in the page and the one asked of a server are the same. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseCircuit } from "#src/impedance/parse.ts";
import { sweepRequest } from "#src/impedance/request.ts";
import { toSweep } from "#src/impedance/to-sweep.ts";
import type { Workspace } from "../model.ts";
import { benchOf, opened } from "../workspace.ts";
import { firstPlan, requestOf, sweepOf } from "./asked-sweep.ts";

function bothSweeps(workspace: Workspace, part: Partial<ReturnType<typeof firstPlan>> = {}) {
  const bench = benchOf(workspace);
  const plan = { ...firstPlan(bench), ...part };
  const request = JSON.parse(JSON.stringify(requestOf(bench, plan)));
  return { here: sweepOf(bench, plan), there: toSweep(sweepRequest().parse(request)) };
}

const standard = opened(parseCircuit("p(Rsh,p(Ra,Ca)-p(Rb,Cb))"));

test("of the standard circuit, with its reference", () => {
  const { here, there } = bothSweeps(standard);
  assert.deepEqual(here, there);
});

test("of some of a circuit's parameters, the others where they are", () => {
  const circuit = parseCircuit("R0-p(R1-Wo1,CPE1)");
  const { here, there } = bothSweeps(opened(circuit, { R0: 12 }), { swept: ["R1", "CPE1_1"] });
  assert.deepEqual(here, there);
  assert(typeof here !== "string");
  assert.equal(here.grid.base[0], 12);
  assert.deepEqual(
    here.grid.axes.map(({ parameter }) => here.grid.parameters[parameter]),
    ["R1", "CPE1_1"],
  );
});

test("against another circuit, and against a measurement", () => {
  const other = parseCircuit("R0-p(R1,C1)");
  const values = Float64Array.of(5, 900, 2e-6);
  const measured = {
    kind: "measured",
    name: "cell.csv",
    frequencies: Float64Array.of(1, 10, 1000),
    impedance: { re: Float64Array.of(9, 5, 1), im: Float64Array.of(-1, -4, -0.1) },
  } as const;
  for (const reference of [{ kind: "model", circuit: other, values } as const, measured]) {
    const { here, there } = bothSweeps({ ...standard, reference, metric: "rmse" });
    assert.deepEqual(here, there);
  }
});

test("no parameter, or a range that cannot be, is told in a sentence", () => {
  const bench = benchOf(standard);
  assert.match(String(sweepOf(bench, { swept: [], count: 5 })), /choose at least one/);
  const ranges = standard.ranges.with(1, { from: 7, to: 7 });
  const narrow = benchOf({ ...standard, ranges });
  assert.match(String(sweepOf(narrow, firstPlan(narrow))), /Ra begins and ends at 7/);
});
