import assert from "node:assert/strict";
import { test } from "node:test";
import { frequencies } from "#src/impedance/axis.ts";
import { parseCircuit } from "#src/impedance/parse.ts";
import { tell } from "./telling.ts";
import { valuesOf } from "./workspace.ts";

const standard = parseCircuit("p(Rsh,p(Ra,Ca)-p(Rb,Cb))");
const told = (values: Record<string, number>) =>
  tell({ circuit: standard, values: valuesOf(standard, values) }, frequencies());

test("at the standard reference both membranes are alike, and so less is told than elsewhere", () => {
  const { rank, usualRank, equal } = told({
    Rsh: 5005,
    Ra: 5005,
    Ca: 2.505e-5,
    Rb: 5005,
    Cb: 2.505e-5,
  });
  assert.equal(rank, 2);
  assert.equal(usualRank, 4);
  assert.deepEqual(equal, [
    ["Rsh", "Ra", "Rb"],
    ["Ca", "Cb"],
  ]);
});

test("a point like others is not called special", () => {
  const { rank, usualRank, equal } = told({ Rsh: 4000, Ra: 3000, Ca: 5e-7, Rb: 2000, Cb: 2e-5 });
  assert.deepEqual([rank, usualRank, equal], [4, 4, []]);
});

test("of a circuit that is told whole, nothing is missing anywhere", () => {
  const circuit = parseCircuit("R0-p(R1,CPE1)");
  const { rank, usualRank } = tell({ circuit, values: valuesOf(circuit) }, frequencies());
  assert.deepEqual([rank, usualRank], [4, 4]);
});

test("noise in the data leaves fewer combinations, here and close by", () => {
  const circuit = parseCircuit("R0-p(R1,C1)");
  const values = valuesOf(circuit, { R0: 1e4, R1: 1, C1: 1e-8 });
  const ranks = [1e-12, 1e-7, 0.01].map((noise) => {
    return tell({ circuit, values }, frequencies(), noise).rank;
  });
  assert.deepEqual(ranks, [3, 2, 1]);
});
