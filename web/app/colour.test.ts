import assert from "node:assert/strict";
import { test } from "node:test";
import { oklch, phaseWheel, wheelSize } from "./colour.ts";

test("without chroma there are the greys, from black to white", () => {
  assert.deepEqual(oklch(0, 0, 0), [0, 0, 0]);
  assert.deepEqual(oklch(1, 0, 2), [255, 255, 255]);
});

test("sRGB red comes back from its OKLCH coordinates", () => {
  const [red, green, blue] = oklch(0.62796, 0.25768, (29.234 * Math.PI) / 180);
  assert.ok(red >= 254 && green <= 2 && blue <= 2, `${red} ${green} ${blue}`);
});

test("the phase wheel closes without a seam and is opaque", () => {
  const wheel = phaseWheel(0.72, 0.13);
  const channels = (i: number) => [0, 8, 16].map((shift) => (wheel[i]! >>> shift) & 255);
  for (let i = 0; i < wheelSize; i++) {
    assert.equal(wheel[i]! >>> 24, 255);
    const [here, next] = [channels(i), channels((i + 1) % wheelSize)];
    for (const c of [0, 1, 2]) assert.ok(Math.abs(here[c]! - next[c]!) <= 3);
  }
});
