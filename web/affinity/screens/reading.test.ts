import assert from "node:assert/strict";
import { test } from "node:test";
import { readList } from "./reading.ts";

test("a list is counted, and its lines that cannot be SMILES are told", () => {
  const reading = readList({ text: "CCO ethanol\n\nC→C\nCCO again\n", format: "smiles" });
  assert(!("error" in reading));
  const { count, faults, faulty, repeated, first } = reading;
  assert.deepEqual({ count, faulty, repeated }, { count: 3, faulty: 1, repeated: 1 });
  assert.equal(faults[0]!.line, 3);
  assert.match(faults[0]!.message, /character 2/);
  assert.equal(first[0]!.name, "ethanol");
});

test("why a text is no list names the line", () => {
  const reading = readList({ text: "smiles,name\nC,methane\nCC\n", format: "csv" });
  assert.deepEqual(reading, { error: "Line 3: has 1 cell, but the heading has 2." });
});

test("of many faults the first few are told, and all are counted", () => {
  const reading = readList({ text: "é\n".repeat(1000), format: "smiles" });
  assert(!("error" in reading));
  assert.equal(reading.faulty, 1000);
  assert(reading.faults.length < 20);
});
