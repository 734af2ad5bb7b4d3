import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { circuitOf } from "#test/support/circuits.ts";
import { CircuitError, elementsOf, formatCircuit, parametersOf } from "./circuit.ts";
import { parseCircuit } from "./parse.ts";

test("a circuit is read as written", () => {
  const circuit = parseCircuit("R0-p(R1,C1)-p(R2-Wo1,CPE1)");
  assert.equal(circuit.kind, "series");
  assert.deepEqual(
    elementsOf(circuit).map(({ symbol }) => symbol),
    ["R", "R", "C", "R", "Wo", "CPE"],
  );
  assert.deepEqual(
    parametersOf(circuit).map(({ name, unit }) => [name, unit]),
    [
      ["R0", "Ω"],
      ["R1", "Ω"],
      ["C1", "F"],
      ["R2", "Ω"],
      ["Wo1_0", "Ω"],
      ["Wo1_1", "s"],
      ["CPE1_0", "Ω⁻¹·s^α"],
      ["CPE1_1", ""],
    ],
  );
});

test("labels of letters and underscores, and white space, are read", () => {
  assert.equal(
    formatCircuit(parseCircuit("p( Rsh ,\n p(Ra,Ca) - p(Rb,Cb) )")),
    "p(Rsh,p(Ra,Ca)-p(Rb,Cb))",
  );
  assert.deepEqual(
    parametersOf(parseCircuit("R_0-Wo_1")).map(({ name }) => name),
    ["R_0", "Wo_1_0", "Wo_1_1"],
  );
  const symbols = elementsOf(parseCircuit("Ra-La-Lb-Ws-Wa-TLMQ2-T2-Gs-G-Zarc_1-K9"));
  assert.deepEqual(
    symbols.map(({ symbol }) => symbol),
    ["R", "La", "L", "Ws", "W", "TLMQ", "T", "Gs", "G", "Zarc", "K"],
  );
});

test("what is formatted is read back the same", () => {
  fc.assert(
    fc.property(circuitOf(), (circuit) => {
      assert.deepEqual(parseCircuit(formatCircuit(circuit)), circuit);
    }),
  );
});

const faults: [text: string, position: number, says: RegExp][] = [
  ["", 0, /expected an element.*found the end/i],
  ["R0-", 3, /found the end/],
  ["R0--R1", 3, /found `-`/],
  ["R0-p(R1,C1))", 11, /the `\)` closes nothing/i],
  ["p(R1,C1", 7, /`p\(` at 0 is not closed/],
  ["p(R1)", 4, /two branches/],
  ["p(R1,)", 5, /expected an element/i],
  ["R0,R1", 2, /separates branches/],
  ["R0 R1", 3, /expected a `-`/i],
  ["(R1,C1)", 0, /with a p/],
  ["R0-Q1", 3, /no element `Q1`; did you mean CPE\?/],
  ["R0-Cpe1", 3, /did you mean CPE\?/],
  ["r1", 0, /did you mean R\?/],
  ["X1", 0, /the elements are C, CPE/],
  ["R1-p(R1,C1)", 5, /already the name of the element at 0/],
  ["R0-😀", 3, /found `😀`/],
  ["p(R0 R1)", 5, /expected a `,` or `\)`, but found `R`/i],
];
for (const [text, position, says] of faults) {
  test(`${text === "" ? "nothing" : text} is refused at ${position}`, () => {
    assert.throws(
      () => parseCircuit(text),
      (error) =>
        error instanceof CircuitError && error.position === position && says.test(error.message),
    );
  });
}

test("what is too long, too deep or too many is refused", () => {
  assert.throws(() => parseCircuit("R".repeat(2001)), /2001 characters/);
  assert.throws(() => parseCircuit("p(".repeat(900)), /nested more than 50 deep/);
  const shallow = Array.from({ length: 33 }, (_, i) => `p(R${i},p(L${i},C${i}))`);
  assert.equal(elementsOf(parseCircuit(shallow.join("-"))).length, 99);
  const many = Array.from({ length: 101 }, (_, i) => `R${i}`);
  assert.throws(() => parseCircuit(many.join("-")), /at most 100 elements/);
  assert.equal(elementsOf(parseCircuit(many.slice(1).join("-"))).length, 100);
});

test("whatever the text, it is read or refused with a position within it", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[RCLWp(),\-0-9 ]{0,40}$/)), (text) => {
      try {
        parseCircuit(text);
      } catch (error) {
        assert.ok(error instanceof CircuitError);
        assert.ok(error.position >= 0 && error.position <= text.length);
      }
    }),
    { numRuns: 500 },
  );
});
