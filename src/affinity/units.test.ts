import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { affinityUnits, bindingInWords, concentrationText } from "./units.ts";

test("the units are Boltz's own examples", () => {
  // docs/prediction.md: −3 is 1 nM, 0 is 1 µM, 2 is 100 µM
  assert.equal(affinityUnits(-3).ic50_nm, 1);
  assert.equal(affinityUnits(0).ic50_nm, 1000);
  assert.equal(affinityUnits(2).ic50_nm, 100_000);
  assert.equal(affinityUnits(-3).pic50, 9);
  assert.equal(affinityUnits(0).delta_g.toFixed(3), "-8.184");
});

test("ΔG is R T ln of the IC50", () => {
  fc.assert(
    fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (y) => {
      const { ic50_nm, pic50, delta_g } = affinityUnits(y);
      const kcal = 0.00198720426 * 298.15;
      assert(Math.abs(delta_g - kcal * Math.log(ic50_nm * 1e-9)) < 0.005);
      assert(Math.abs(10 ** -pic50 / (ic50_nm * 1e-9) - 1) < 1e-9);
    }),
  );
});

test("what is no logarithm of an IC50 is refused", () => {
  for (const y of [Number.NaN, Number.POSITIVE_INFINITY, 301]) {
    assert.throws(() => affinityUnits(y), RangeError);
  }
});

test("concentrations are written in the unit that suits", () => {
  const texts: [nanomolar: number, text: string][] = [
    [1, "1.00 nM"],
    [999.4, "999 nM"],
    [999.6, "1.00 µM"],
    [12_345, "12.3 µM"],
    [2.5e6, "2.50 mM"],
    [3e9, "3.00 M"],
    [0.02, "20.0 pM"],
    [1e-6, "1.00 fM"],
  ];
  for (const [nanomolar, text] of texts) assert.equal(concentrationText(nanomolar), text);
});

test("more probable is never said to be less", () => {
  const words = [0, 0.2, 0.21, 0.5, 0.79, 0.8, 1].map(bindingInWords);
  assert.deepEqual(words, [
    "unlikely to bind",
    "unlikely to bind",
    "rather not a binder",
    "rather a binder than not",
    "rather a binder than not",
    "likely a binder",
    "likely a binder",
  ]);
});
