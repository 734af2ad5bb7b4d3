import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { circuitOf, circuitWithParameters, impedanceOf } from "#test/support/circuits.ts";
import predicted from "../../test/fixtures/impedance/circuits.json" with { type: "json" };
import { bandOf, vector } from "./band.ts";
import { parametersOf } from "./circuit.ts";
import { parseCircuit } from "./parse.ts";
import { compile, evaluator } from "./program.ts";
import { differentiator } from "./slopes.ts";

const frequencies = [1e-3, 0.7, 50, 3e3, 1e6];
const band = bandOf(frequencies);

/** Without an inductor nothing resonates, and no sum of impedances loses its digits. */
const dissipative = ["R", "C", "W", "Wo", "Ws", "CPE", "G", "Gs", "K", "Zarc", "TLMQ"] as const;

for (const { circuit, parameters, re, im } of predicted.cases) {
  test(`${circuit} agrees with impedance.py`, () => {
    const z = vector(predicted.frequencies.length);
    evaluator(compile(parseCircuit(circuit)), bandOf(predicted.frequencies))(
      Float64Array.from(parameters),
      z,
    );
    for (const i of z.re.keys()) {
      const error = Math.hypot(z.re[i]! - re[i]!, z.im[i]! - im[i]!) / Math.hypot(re[i]!, im[i]!);
      assert.ok(error <= 1e-12, `at ${predicted.frequencies[i]} Hz: ${error}`);
    }
  });
}

test("a program gives what walking the tree gives", () => {
  fc.assert(
    fc.property(circuitWithParameters(dissipative), ({ circuit, parameters }) => {
      const program = compile(circuit);
      const z = vector(band.count);
      evaluator(program, band)(parameters, z);
      assert.equal(program.parameters, parameters.length);
      for (const [i, frequency] of frequencies.entries()) {
        const { re, im } = impedanceOf(circuit, parameters, frequency);
        assert.ok(Math.hypot(z.re[i]! - re, z.im[i]! - im) <= 1e-13 * Math.hypot(re, im));
      }
    }),
    { numRuns: 300 },
  );
});

test("at the ends of the parameters' bounds, whatever the circuit, impedances are finite", () => {
  const cornered = circuitOf(dissipative).chain((circuit) =>
    fc
      .tuple(...parametersOf(circuit).map(({ least, most }) => fc.constantFrom(least, most)))
      .map((corner) => ({ circuit, parameters: Float64Array.from(corner) })),
  );
  fc.assert(
    fc.property(cornered, ({ circuit, parameters }) => {
      const z = vector(band.count);
      evaluator(compile(circuit), band)(parameters, z);
      assert.ok([...z.re, ...z.im].every(Number.isFinite), `${[...z.re]} ${[...z.im]}`);
    }),
    { numRuns: 300 },
  );
});

test("a program for one set of parameters after another remembers nothing", () => {
  const evaluate = evaluator(compile(parseCircuit("p(R1-p(R2,C1)-CPE1,L1-R3)")), band);
  const first = vector(band.count);
  const again = vector(band.count);
  const parameters = Float64Array.of(3, 50, 1e-5, 1e-4, 0.8, 1e-3, 2);
  evaluate(parameters, first);
  evaluate(
    parameters.map((p) => p / 2),
    again,
  );
  assert.notDeepEqual(again, first);
  evaluate(parameters, again);
  assert.deepEqual(again, first);
});

test("exchanging the two membranes of the standard circuit changes no bit", () => {
  const evaluate = evaluator(compile(parseCircuit("p(Rsh,p(Ra,Ca)-p(Rb,Cb))")), band);
  const positive = fc.double({ min: 1e-7, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(positive, positive, positive, positive, positive), ([s, a, b, c, d]) => {
      const one = vector(band.count);
      const other = vector(band.count);
      evaluate(Float64Array.of(s, a, b, c, d), one);
      evaluate(Float64Array.of(s, c, d, a, b), other);
      assert.deepEqual(one, other);
    }),
  );
});

test("registers are used again", () => {
  const ladder = Array.from({ length: 30 }, (_, i) => `p(W${i}-R${i},C${i})`).join("-");
  assert.equal(compile(parseCircuit(ladder)).registers, 2);
  assert.equal(compile(parseCircuit("p(W0,p(W1,W2)-p(W3,W4))")).registers, 3);
  const rungs = Array.from({ length: 30 }, (_, i) => `p(C${i},R${i}-`).join("");
  assert.equal(compile(parseCircuit(`${rungs}W${")".repeat(30)}`)).registers, 1);
});

test("slopes are those that small steps show", () => {
  fc.assert(
    fc.property(circuitWithParameters(dissipative), ({ circuit, parameters }) => {
      const z = vector(band.count);
      const slopes = Array.from(parameters, () => vector(band.count));
      differentiator(circuit, band)(parameters, z, slopes);
      const evaluate = evaluator(compile(circuit), band);
      const [up, down] = [vector(band.count), vector(band.count)];
      const step = 1e-5;
      for (const [k, { re, im }] of slopes.entries()) {
        const by = (factor: number) => parameters.map((p, i) => (i === k ? p * factor : p));
        evaluate(by(Math.exp(step)), up);
        evaluate(by(Math.exp(-step)), down);
        for (const i of frequencies.keys()) {
          const size = Math.hypot(z.re[i]!, z.im[i]!) + Math.hypot(re[i]!, im[i]!);
          const seenRe = (up.re[i]! - down.re[i]!) / (2 * step);
          const seenIm = (up.im[i]! - down.im[i]!) / (2 * step);
          assert.ok(Math.hypot(re[i]! - seenRe, im[i]! - seenIm) <= 1e-6 * size, `slope ${k}`);
        }
      }
    }),
    { numRuns: 200 },
  );
});
