import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import expected from "../../test/fixtures/impedance/standard-resnorms.json" with { type: "json" };
import { frequencies } from "./axis.ts";
import { bandOf, vector } from "./band.ts";
import { gridOf, pointAt, standardAxes, standardCircuit, standardReference } from "./grid.ts";
import { compile, evaluator } from "./program.ts";
import { metrics } from "./resnorm.ts";

/** Resnorms of the standard sweep of 5 values an axis, in grid order. */
function standardResnorms(): number[] {
  const band = bandOf(frequencies());
  const grid = gridOf(standardCircuit, { axes: standardAxes(5) });
  const evaluate = evaluator(compile(standardCircuit), band);
  const reference = vector(band.count);
  evaluate(
    Float64Array.from(grid.parameters, (name) => standardReference[name]!),
    reference,
  );
  const z = vector(band.count);
  const point = new Float64Array(grid.parameters.length);
  return Array.from({ length: grid.size }, (_, index) => {
    pointAt(grid, index, point);
    evaluate(point, z);
    return metrics.resnorm.of(z, reference);
  });
}

function assertClose(mine: readonly number[], theirs: readonly number[]): void {
  assert.equal(mine.length, theirs.length);
  for (const [i, value] of mine.entries()) {
    assert.ok(Math.abs(value - theirs[i]!) <= 1e-12 * theirs[i]!, `${i}: ${value}, ${theirs[i]}`);
  }
}

test("all 3125 resnorms of the standard sweep are NumPy's", () => {
  assertClose(standardResnorms(), expected);
});

const reference = join(process.env.REFERENCE_DIR ?? "", "impedance/npz/grid_5_reference.json");
const missing =
  process.env.REFERENCE_DIR === undefined || !existsSync(reference)
    ? "REFERENCE_DIR has no impedance/npz/grid_5_reference.json"
    : false;

test("they are those of the reference too, with the same best", { skip: missing }, () => {
  const theirs = JSON.parse(readFileSync(reference, "utf8")).all_resnorms_by_grid_index_float64;
  const mine = standardResnorms();
  assertClose(mine, theirs);
  const best = (list: readonly number[]) => list.indexOf(Math.min(...list));
  assert.equal(best(mine), best(theirs));
});

test("models that differ by an exchange of the membranes tie exactly", () => {
  const resnorms = standardResnorms();
  for (let index = 0; index < resnorms.length; index++) {
    const pair = index % 625;
    const exchanged = index - pair + (pair % 25) * 25 + Math.floor(pair / 25);
    assert.equal(resnorms[index], resnorms[exchanged]);
  }
});

test("each metric is what it says, of two numbers worked out by hand", () => {
  const z = { re: Float64Array.of(3, 1), im: Float64Array.of(4, 0) };
  const r = { re: Float64Array.of(0, 1), im: Float64Array.of(0, 2) };
  // |z − r| is 5 and 2; |r| is 0 and √5.
  assert.equal(metrics.resnorm.of(z, r), 3.5);
  assert.equal(metrics.rmse.of(z, r), Math.sqrt(29 / 2));
  const s = { re: Float64Array.of(0, 1), im: Float64Array.of(10, 2) };
  // |z − s| is √45 and 2; |s| is 10 and √5.
  assert.ok(Math.abs(metrics["modulus-weighted"].of(z, s) - Math.sqrt((0.45 + 0.8) / 2)) < 1e-15);
  for (const { of } of Object.values(metrics)) assert.equal(of(s, s), 0);
});
