import assert from "node:assert/strict";
import { test } from "node:test";
import { frequencies } from "./axis.ts";
import { identifiability } from "./identifiability.ts";
import { parseCircuit } from "./parse.ts";

const told = (circuit: string, parameters: readonly number[], band = frequencies()) =>
  identifiability(parseCircuit(circuit), Float64Array.from(parameters), band);

const standard = "p(Rsh,p(Ra,Ca)-p(Rb,Cb))";

test("the standard circuit has five parameters of which four combinations are fixed", () => {
  const { rank, singular, free, fixed } = told(standard, [5000, 500, 1e-6, 3000, 2e-5]);
  assert.equal(rank, 4);
  assert.ok(singular.values[4]! <= 1e-13 * singular.values[0]!);
  assert.deepEqual(fixed, []);
  assert.equal(free.length, 1);
  assert.deepEqual(
    new Set(free[0]!.coefficients.map(({ parameter }) => parameter)),
    new Set(["Rsh", "Ra", "Ca", "Rb", "Cb"]),
  );
});

test("the free direction leads to other values with the same spectrum", () => {
  // Along it DC resistance, high-frequency limit and both time constants of the whole stay.
  const { free } = told(standard, [5000, 500, 1e-6, 3000, 2e-5]);
  const change = new Map(free[0]!.coefficients.map((c) => [c.parameter, c.change]));
  const [rsh, ra, ca, rb, cb] = [5000, 500, 1e-6, 3000, 2e-5];
  const dc = (c: (name: string) => number) => {
    const sum = ra * (1 + c("Ra")) + rb * (1 + c("Rb"));
    return (rsh * (1 + c("Rsh")) * sum) / (rsh * (1 + c("Rsh")) + sum);
  };
  const capacitance = (c: (name: string) => number) =>
    1 / (1 / (ca * (1 + c("Ca"))) + 1 / (cb * (1 + c("Cb"))));
  const step = (name: string) => 1e-6 * change.get(name)!;
  const still = () => 0;
  assert.ok(Math.abs(dc(step) / dc(still) - 1) < 1e-11);
  assert.ok(Math.abs(capacitance(step) / capacitance(still) - 1) < 1e-11);
});

test("where the two membranes are alike, two combinations are left", () => {
  const { rank, free } = told(standard, [5005, 5005, 2.505e-5, 5005, 2.505e-5]);
  assert.equal(rank, 2);
  assert.equal(free.length, 3);
});

test("a resistor before a resistor and a capacitor is told apart", () => {
  const { rank, fixed, free } = told("R0-p(R1,C1)", [10, 100, 1e-6]);
  assert.equal(rank, 3);
  assert.deepEqual(fixed, ["R0", "R1", "C1"]);
  assert.deepEqual(free, []);
});

test("a singular value is the relative change of the spectrum per unit of ln p", () => {
  for (const band of [frequencies(), frequencies(1, 10, 30)]) {
    const [value] = told("R0", [1234], band).singular.values;
    assert.ok(Math.abs(value! - 1) < 1e-14);
  }
});

test("a constant phase element's exponent is fixed too", () => {
  assert.equal(told("R0-p(R1,CPE1)", [10, 100, 1e-6, 0.9]).rank, 4);
});

test("two resistors in series trade one for the other", () => {
  const { rank, fixed, free } = told("R0-R1-p(R2,C2)", [10, 100, 30, 1e-6]);
  assert.equal(rank, 3);
  assert.deepEqual(fixed, ["R2", "C2"]);
  assert.deepEqual(
    free.map(({ coefficients }) => coefficients.map(({ parameter }) => parameter)),
    [["R0", "R1"]],
  );
  // 1 % of 10 Ω is 0.1 % of 100 Ω.
  assert.ok(Math.abs(free[0]!.coefficients[1]!.change + 0.1) < 1e-9);
  assert.match(
    free[0]!.sentence,
    /^R0 \+1 % together with R1 −0\.1 % leaves the spectrum as it is\.$/,
  );
});

test("each free combination has a parameter of its own", () => {
  const { rank, free } = told("R1-R2-R3-C1-C2", [1, 2, 3, 1e-3, 2e-3]);
  assert.equal(rank, 2);
  assert.deepEqual(
    free.map(({ coefficients }) => coefficients.length),
    [2, 2, 2],
  );
});

test("a parameter that nothing shows at these frequencies is said to have no effect", () => {
  const { free } = told("R0-p(R1,C1)", [10, 100, 1e-24]);
  assert.deepEqual(
    free.map(({ sentence }) => sentence).filter((sentence) => /C1 has no effect/.test(sentence))
      .length,
    1,
  );
});

test("a threshold of the data's noise frees more", () => {
  const circuit = parseCircuit("R0-p(R1,C1)-p(R2,C2)");
  const parameters = Float64Array.of(10, 100, 1e-6, 100, 1.05e-6);
  const strict = identifiability(circuit, parameters, frequencies());
  const noisy = identifiability(circuit, parameters, frequencies(), { threshold: 0.01 });
  assert.equal(strict.rank, 5);
  assert.ok(noisy.rank < 5);
});

test("what the noise hides is told apart from what nothing shows", () => {
  const hidden = told("R0-p(R1,C1)", [1e4, 1, 1e-8]).free;
  assert.deepEqual(
    hidden.map(({ isStructural }) => isStructural),
    [false],
  );
  assert.match(hidden[0]!.sentence, /changes the spectrum by less than the noise of 0\.00001 %\.$/);
  const { free } = told("R0-R1-p(R2,C2)", [1e4, 1e4, 1, 1e-8]);
  assert.deepEqual(
    free.map(({ isStructural }) => isStructural),
    [true, false],
  );
  assert.match(
    free[0]!.sentence,
    /^R0 \+1 % together with R1 −1 % leaves the spectrum as it is\.$/,
  );
});

test("of parameters that are known only the others are asked for", () => {
  const circuit = parseCircuit(standard);
  const parameters = Float64Array.of(4000, 3000, 5e-7, 2000, 2e-5);
  const unknown = ["Ca", "Rsh", "Rb"];
  const told = identifiability(circuit, parameters, frequencies(), { unknown });
  assert.deepEqual(told.parameters, ["Rsh", "Ca", "Rb"]);
  assert.deepEqual(told.fixed, ["Rsh", "Ca", "Rb"]);
  assert.equal(told.singular.values.length, 3);
});
