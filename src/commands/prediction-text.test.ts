import assert from "node:assert/strict";
import { test } from "node:test";
import { foundPrediction } from "#test/support/prediction.ts";
import { predictionLines } from "./prediction-text.ts";

test("a result is told in units, and others' text moves no cursor", () => {
  const lines = predictionLines(foundPrediction, {});
  const told = Object.fromEntries(lines.map((line) => [line.slice(0, 11).trim(), line.slice(12)]));
  assert.equal(told.IC50, "100 nM (pIC50 7.00)");
  assert.equal(told.binding, "0.85, likely a binder");
  assert.equal(told.models, "56.2 nM with 0.90, 178 nM with 0.80; they are 0.50 decades apart");
  assert.match(told.ΔG!, /^−9\.55 kcal\/mol\. .* is not a Kd/);
  assert.equal(told.confidence, "0.83, ipTM 0.70, PDE 0.60 Å");
  assert.equal(told["H bonds"], "A:LEU8 2.9 Å");
  assert.equal(told.warning, "On a CPU it is less accurate. [2J");
  assert.equal(told.engine, "boltz 2.2.1 on cpu with seed 7");
  assert(!("π" in told), "what was not found is not said");
});

test("what is invented is said to be, before anything else and in colour", () => {
  const invented = { ...foundPrediction, engine: "demonstration", simulated: true } as const;
  const [first] = predictionLines(invented, {});
  assert.equal(first, "DEMONSTRATION: these numbers are invented. No model ran.");
  const [loud] = predictionLines(invented, { hasColors: () => true });
  assert(loud!.startsWith("\x1b[") && loud!.includes("DEMONSTRATION"), loud);
});
