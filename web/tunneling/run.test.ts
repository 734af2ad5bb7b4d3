import assert from "node:assert/strict";
import { test } from "node:test";
import type { Wave } from "#src/client/index.ts";
import { judge } from "./question.ts";
import { Run } from "./run.ts";

/** A run whose frames have these peaks. */
function run(peaks: readonly number[]): Run {
  const wave = { frameCount: peaks.length, gridSize: 3 } as Wave;
  const made = new Run(judge({ N: 4, x0: -1, sigma: 1 }).question!, wave);
  peaks.forEach((peak, index) => {
    const real = Float32Array.of(0, Math.sqrt(peak), 0);
    made.take({ index, time: index, real, imag: new Float32Array(3) });
  });
  return made;
}

test("the density's scale is above the peak, and does not flicker with it", () => {
  const peaks = Array.from({ length: 500 }, (_, i) => 5 * Math.exp(-i / 100) * (i % 2 ? 1 : 0.3));
  const shown = run(peaks);
  for (let i = 0; i < peaks.length; i++) {
    assert.ok(shown.scale(i) >= peaks[i]!, `frame ${i}`);
    if (i > 0) assert.ok(Math.abs(Math.log(shown.scale(i) / shown.scale(i - 1))) < 0.05);
  }
});

test("it can be asked while only the first frame is here", () => {
  assert.ok(run([2]).scale(0) >= 2);
});
