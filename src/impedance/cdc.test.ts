import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import expected from "../../test/fixtures/impedance/descriptions.json" with { type: "json" };
import { bandOf, vector } from "./band.ts";
import { parseCdc } from "./cdc.ts";
import { CircuitError, formatCircuit } from "./circuit.ts";
import { compile, evaluator } from "./program.ts";

for (const { cdc, re, im } of expected.cases) {
  test(`${cdc} has pyimpspec's spectrum`, () => {
    const { circuit, parameters } = parseCdc(cdc);
    const z = vector(expected.frequencies.length);
    evaluator(compile(circuit), bandOf(expected.frequencies))(parameters, z);
    for (const i of z.re.keys()) {
      const error = Math.hypot(z.re[i]! - re[i]!, z.im[i]! - im[i]!) / Math.hypot(re[i]!, im[i]!);
      assert.ok(error <= 1e-12, `at ${expected.frequencies[i]} Hz: ${error}`);
    }
  });
}

const conversions: [cdc: string, circuit: string][] = [
  ["R", "R1"],
  ["R(RC)(RW)", "R1-p(R2,C1)-p(R3,W1)"],
  ["R(RC)([RWo]C)", "R1-p(R2,C1)-p(R3-Wo1,C2)"],
  ["[R[RQ]]", "R1-R2-CPE1"],
  ["!V=1! R ( L La )", "R1-p(L1,La1)"],
];
for (const [cdc, circuit] of conversions) {
  test(`${cdc} is ${circuit}`, () => assert.equal(formatCircuit(parseCdc(cdc).circuit), circuit));
}

test("values are converted: A = 1/(Y√2), τ = B, Z0 = √(B/Y)", () => {
  const { parameters } = parseCdc("W{Y=0.5}Ws{Y=0.04,B=9}R{R = 1.5e2f/0/inf:name, with a comma}");
  assert.deepEqual([...parameters], [1 / (0.5 * Math.SQRT2), 15, 9, 150]);
});

const faults: [cdc: string, position: number, says: RegExp][] = [
  ["", 0, /found the end/],
  ["R(RC", 4, /bracket at 1 is not closed by `\)`/],
  ["R(RC]", 4, /the `\]` closes nothing/i],
  ["R)", 1, /the `\)` closes nothing/i],
  ["R(C)", 1, /two branches/],
  ["R[]", 1, /nothing in the brackets/],
  ["RX", 1, /no element `X`; there are C, G/],
  ["R1", 1, /found `1`/],
  ["R{Q=1}", 2, /R has no parameter `Q`; it has R/],
  ["R{R}", 2, /expected a value/i],
  ["R{R=1", 5, /close the `\{` at 1/],
  ["R{R=1:a", 5, /`\{` at 1 is not closed/],
  ["K{R=1 tau=2}", 6, /expected a `,`/i],
  ["R{", 2, /expected a value/i],
  ["CW{n=0.4}", 1, /n = 0\.5 only/],
  ["CR{R=-4}", 1, /R1 would be -4/],
];
for (const [cdc, position, says] of faults) {
  test(`${cdc === "" ? "nothing" : cdc} is refused at ${position}`, () => {
    assert.throws(
      () => parseCdc(cdc),
      (error) =>
        error instanceof CircuitError && error.position === position && says.test(error.message),
    );
  });
}

test("what is too long, too deep or too many is refused", () => {
  assert.throws(() => parseCdc("R".repeat(2001)), /2001 characters/);
  assert.throws(() => parseCdc("(R".repeat(60)), /nested more than 50 deep/);
  assert.throws(() => parseCdc("R".repeat(101)), /at most 100 elements/);
  assert.equal(parseCdc("(R(LC))".repeat(33)).parameters.length, 99);
});

test("whatever the text, it is read or refused", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[RCQW()[\]{}=,:a-z0-9.]{0,30}$/), (text) => {
      try {
        parseCdc(text);
      } catch (error) {
        assert.ok(error instanceof CircuitError, String(error));
        assert.ok(error.position >= 0 && error.position <= text.length);
      }
    }),
    { numRuns: 1000 },
  );
});
