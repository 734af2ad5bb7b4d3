/** What is said of models that fit equally well. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseCircuit } from "#src/impedance/parse.ts";
import { exchanged, likeness } from "./exchange.ts";
import { levelInWords } from "./level.ts";
import type { Models } from "./models.ts";

const circuit = parseCircuit("p(Rsh,p(Ra,Ca)-p(Rb,Cb))");
const names = ["Rsh", "Ra", "Ca", "Rb", "Cb"];
const ranking = { circuit, metric: { name: "rmse", unit: "Ω" }, total: 5000 };

const modelsOf = (rows: readonly (readonly number[])[], resnorms: number[], first = 0): Models => ({
  names,
  count: rows.length,
  parameters: Float64Array.from(rows.flat()),
  resnorms: Float64Array.from(resnorms),
  ranks: Uint32Array.from(rows, (_, i) => first + i),
  matching: undefined,
});

const one = [1, 20, 3, 40, 5];
const mirrored = [1, 40, 5, 20, 3];
const other = [1, 40, 3, 20, 5];

test("models whose parts alike are exchanged are one, and no others are", () => {
  const like = (row: readonly number[]) =>
    likeness(circuit, Object.fromEntries(names.map((name, i) => [name, row[i]!])));
  assert.equal(like(one), like(mirrored));
  assert.notEqual(like(one), like(other));
  const nested = parseCircuit("R0-p(R1-p(R2,C2),R3-p(R4,C4))");
  const at = (values: readonly number[]) =>
    likeness(
      nested,
      Object.fromEntries(["R0", "R1", "R2", "C2", "R3", "R4", "C4"].map((n, i) => [n, values[i]!])),
    );
  assert.equal(at([1, 2, 3, 4, 5, 6, 7]), at([1, 5, 6, 7, 2, 3, 4]));
  assert.notEqual(at([1, 2, 3, 4, 5, 6, 7]), at([1, 5, 3, 4, 2, 6, 7]));
});

test("which parameters were exchanged", () => {
  const values = { Rsh: 1, Ra: 20, Ca: 3, Rb: 40, Cb: 5 };
  const other = { Rsh: 1, Ra: 40, Ca: 5, Rb: 20, Cb: 3 };
  assert.deepEqual(exchanged(circuit, values, other), [
    ["Ra", "Rb"],
    ["Ca", "Cb"],
  ]);
});

test("a tie of labels is told apart from a tie of models, by the rows shown and their metric", () => {
  assert.equal(
    levelInWords(ranking, modelsOf([one, mirrored, other], [2, 2, 3])),
    "Ranks 1 and 2 are the same model with like parts exchanged: Ra ↔ Rb, Ca ↔ Cb.",
  );
  assert.equal(
    levelInWords(ranking, modelsOf([one, mirrored, other, one], [2, 2, 2, 3], 1211)),
    "Ranks 1,212 to 1,214 fit equally well: their rmse differs by less than a millionth." +
      " They are 2 models; the others are the same with like parts exchanged.",
  );
  const filtered = { ...modelsOf([one, other, one], [2, 2, 3]), ranks: Uint32Array.of(6, 9, 12) };
  assert.match(
    levelInWords(ranking, filtered),
    /^The first 2 of these, ranks 7 to 10, fit equally/,
  );
  assert.match(
    levelInWords(ranking, modelsOf([one, other], [2, 3], 7)),
    /^No other model shown fits as well as rank 8, to a millionth of its rmse\.$/,
  );
  assert.match(levelInWords(ranking, modelsOf([one, other], [2, 2])), /2, and maybe others, fit/);
  assert.match(levelInWords(ranking, modelsOf([one], [Number.NaN])), /^No model shown has a rmse/);
});
