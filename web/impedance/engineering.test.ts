import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readQuantity, writeQuantity } from "./engineering.ts";

test("quantities are written with the prefix that suits them", () => {
  const written = (value: number, unit: string) =>
    writeQuantity(value, unit).replace("\u00a0", " ");
  assert.equal(written(4700, "Ω"), "4.7 kΩ");
  assert.equal(written(2.505e-5, "F"), "25.05 µF");
  assert.equal(written(0.1e-6, "F"), "100 nF");
  assert.equal(written(999.9999999, "Hz"), "1 kHz");
  assert.equal(written(0.9, ""), "0.9");
  assert.equal(written(1e-5, "Ω⁻¹·s^α"), "1e−5 Ω⁻¹·s^α");
  assert.equal(written(1e18, "Ω"), "1e18 Ω");
  assert.equal(written(-12.5, "Ω"), "−12.5 Ω");
});

test("people type them in many ways", () => {
  for (const text of [
    "4.7k",
    "4.7 kΩ",
    "4,7K",
    "4700",
    "4.7e3",
    "4700 Ω",
    " 0.0047MΩ ",
    "4700 ohm",
    "4.7 kOhms",
  ]) {
    assert.equal(readQuantity(text, "Ω"), 4700, text);
  }
  for (const text of ["2u", "2 uF", "2 µF", "2 μF", "2e-6", "2000n", ".002m"]) {
    assert.equal(readQuantity(text, "F"), 2e-6, text);
  }
  assert.equal(readQuantity("0,85", ""), 0.85);
  for (const text of ["", "k", "4.7 kF", "ten", "1e999", "4k7", "1 2"]) {
    assert.equal(readQuantity(text, "Ω"), undefined, text);
  }
  assert.equal(readQuantity("5k", "Ω⁻¹·s^α"), undefined);
});

test("what was written is read back, in the digits that were written", () => {
  const value = fc
    .tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: -20, max: 14 }))
    .map(([digits, power]) => Number(`${digits}e${power}`));
  fc.assert(
    fc.property(value, fc.constantFrom("Ω", "F", "s", "", "Ω·s^α"), (value, unit) => {
      assert.equal(readQuantity(writeQuantity(value, unit), unit), value);
    }),
  );
});
