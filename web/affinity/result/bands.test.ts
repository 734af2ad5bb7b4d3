import assert from "node:assert/strict";
import { test } from "node:test";
import { bandOf, bandRange, bands, cssColour } from "./bands.ts";

test("a band begins at its least pLDDT", () => {
  const names = [100, 90, 89.9, 70, 69.9, 50, 49.9, 0, Number.NaN].map(
    (value) => bandOf(value).name,
  );
  assert.deepEqual(names, [
    "very high",
    "very high",
    "confident",
    "confident",
    "low",
    "low",
    "very low",
    "very low",
    "very low",
  ]);
});

test("the legend's ranges follow one another", () => {
  assert.deepEqual(bands.map(bandRange), ["90 and more", "70 to 90", "50 to 70", "below 50"]);
});

test("a colour of CSS has six digits", () => {
  assert.equal(cssColour(0x0053d6), "#0053d6");
});
