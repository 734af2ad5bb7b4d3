import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import cases from "../../test/fixtures/impedance/elements.json" with { type: "json" };
import { bandOf, vector } from "./band.ts";
import { type ElementSymbol, elementSymbols, elements, kindOf } from "./elements.ts";

/** Agreement the contract asks for, of |Z|. */
const TOLERANCE = 1e-12;

function at(symbol: ElementSymbol, parameters: readonly number[], frequencies: readonly number[]) {
  const band = bandOf(frequencies);
  const { law } = kindOf(symbol);
  const values = Float64Array.of(Number.NaN, ...parameters);
  const z = vector(band.count);
  const slopes = parameters.map(() => vector(band.count));
  law.impedance(values, 1, band, z);
  law.slopes(values, 1, band, z, slopes);
  return { z, slopes };
}

for (const symbol of elementSymbols) {
  const own = cases.filter((c) => c.symbol === symbol);

  test(`${symbol}: its impedance agrees with 60-digit arithmetic over many decades`, () => {
    assert.ok(own.length >= 20);
    for (const { parameters, frequency, z } of own) {
      const [re, im] = z as [number, number];
      const mine = at(symbol, parameters, [frequency]).z;
      const error = Math.hypot(mine.re[0]! - re, mine.im[0]! - im) / Math.hypot(re, im);
      assert.ok(error <= TOLERANCE, `${parameters} at ${frequency} Hz: ${error}`);
    }
  });

  test(`${symbol}: its slopes agree with 60-digit arithmetic`, () => {
    for (const { parameters, frequency, z, slopes } of own) {
      const mine = at(symbol, parameters, [frequency]).slopes;
      for (const [k, slope] of slopes.entries()) {
        const [re, im] = slope as [number, number];
        const size = Math.max(Math.hypot(re, im), Math.hypot(z[0]!, z[1]!));
        const error = Math.hypot(mine[k]!.re[0]! - re, mine[k]!.im[0]! - im) / size;
        assert.ok(error <= TOLERANCE, `${parameters} at ${frequency} Hz, slope ${k}: ${error}`);
      }
    }
  });
}

test("at the ends of every bound, impedances are finite", () => {
  for (const symbol of elementSymbols) {
    const { parameters } = kindOf(symbol);
    for (let corner = 0; corner < 2 ** parameters.length; corner++) {
      const values = parameters.map(({ least, most }, k) => ((corner >> k) & 1 ? most : least));
      const { z, slopes } = at(symbol, values, [1e-6, 1, 1e9]);
      for (const { re, im } of [z, ...slopes]) {
        assert.ok([...re, ...im].every(Number.isFinite), `${symbol} at ${values}`);
      }
    }
  }
});

test("defaults are within their bounds", () => {
  for (const { parameters } of Object.values(elements)) {
    for (const { default: value, least, most } of parameters) {
      assert.ok(least <= value && value <= most);
    }
  }
});

test("a frequency of 0, or none, is refused with its number", () => {
  assert.throws(() => bandOf([]), /no frequencies/);
  assert.throws(() => bandOf([1, 0]), /Frequency 1 is 0 Hz/);
  assert.throws(() => bandOf([Number.NaN]), /Frequency 0 is NaN/);
});

const reference = join(process.env.REFERENCE_DIR ?? "", "impedance/impedance.py/elements.json");
const missing =
  process.env.REFERENCE_DIR === undefined || !existsSync(reference)
    ? "REFERENCE_DIR has no impedance/impedance.py/elements.json"
    : false;

test("agrees with impedance.py where that has the law it documents", { skip: missing }, () => {
  const { frequencies, elements: theirs } = JSON.parse(readFileSync(reference, "utf8"));
  for (const symbol of elementSymbols.filter((s) => s !== "La")) {
    const { params, re, im } = theirs[symbol];
    const { z } = at(symbol, params, frequencies);
    for (const [i, f] of frequencies.entries()) {
      // There impedance.py takes 1e10 for a greater sinh β.
      if (symbol === "T" && f === 1e5) continue;
      const error = Math.hypot(z.re[i]! - re[i], z.im[i]! - im[i]) / Math.hypot(re[i], im[i]);
      assert.ok(error <= TOLERANCE, `${symbol} at ${f} Hz: ${error}`);
    }
  }
});
