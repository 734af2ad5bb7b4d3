import assert from "node:assert/strict";
import { test } from "node:test";
import { formatCircuit } from "./circuit.ts";
import { readCircuit } from "./circuit-text.ts";

function read(text: string) {
  const result = readCircuit(text);
  if ("error" in result) throw result.error;
  return result;
}

function errorOf(text: string) {
  const result = readCircuit(text);
  assert.ok("error" in result, `${text} was read`);
  return result.error;
}

test("impedance.py's notation is read as it is", () => {
  const { circuit, converted } = read("R0 - p(R1, C1)");
  assert.equal(formatCircuit(circuit), "R0-p(R1,C1)");
  assert.equal(converted, undefined);
});

test("a circuit description code is converted, with the values it gives", () => {
  assert.equal(read("R(RC)([RW]Q)").converted, "R1-p(R2,C1)-p(R3-W1,CPE1)");
  assert.deepEqual(read("R(RC)").values, {});
  assert.deepEqual(read("R{R=50}(R{R=2000}C{C=2e-6})").values, { R1: 50, R2: 2000, C1: 2e-6 });
});

test("what is neither is told in the notation it was meant to be in, at its character", () => {
  assert.equal(errorOf("R0-p(R1,X1)").position, 8);
  assert.match(errorOf("R0-p(R1,X1)").message, /no element `X1`/);
  assert.equal(errorOf("R(RX)").position, 3);
  assert.match(errorOf("R(RX)").message, /no element `X`/);
  assert.equal(errorOf("R0-p(R1,C1").position, 10);
  assert.equal(errorOf("").position, 0);
});
