import assert from "node:assert/strict";
import { test } from "node:test";
import { affinityScale, spreadInWords, strengthInWords } from "./affinity-marks.ts";

test("the scale goes from 1 mM to 1 pM, with every decade marked", () => {
  const { least, most, marks } = affinityScale([7.25]);
  assert.deepEqual([least, most], [2.5, 12.5]);
  assert.deepEqual(
    marks.map(({ pic50 }) => pic50),
    [3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  );
  const named = marks.filter(({ label }) => label !== "").map(({ pic50, label }) => [pic50, label]);
  assert.deepEqual(named, [
    [3, "1 mM"],
    [6, "1 µM"],
    [9, "1 nM"],
    [12, "1 pM"],
  ]);
});

test("it grows until every value is on it", () => {
  const { least, most, marks } = affinityScale([1.2, 14.1]);
  assert.ok(least < 1.2 && most > 14.1);
  assert.equal(marks[0]?.pic50, 1);
  assert.equal(marks.at(-1)?.pic50, 15);
});

test("stronger binding has the stronger word", () => {
  assert.deepEqual([4, 6, 8, 10].map(strengthInWords), [
    "weak",
    "moderate",
    "strong",
    "very strong",
  ]);
});

test("models that say the same agree, and do not differ by nothing", () => {
  assert.deepEqual(spreadInWords(0.0049), ["The two models", "agree to 0.01 decades"]);
  assert.deepEqual(spreadInWords(0.0051), ["The two models differ by", "0.01 decades"]);
  assert.deepEqual(spreadInWords(0.535), ["The two models differ by", "0.54 decades"]);
});
