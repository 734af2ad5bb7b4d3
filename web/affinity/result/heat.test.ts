import assert from "node:assert/strict";
import { test } from "node:test";
import { errorColours } from "./heat.ts";

const lightness = (ramp: Uint8Array) =>
  Array.from(
    { length: 256 },
    (_, i) => 0.2126 * ramp[3 * i]! + 0.7152 * ramp[3 * i + 1]! + 0.0722 * ramp[3 * i + 2]!,
  );

test("lightness alone tells larger errors from smaller ones: towards the ground, in both schemes", () => {
  for (const [scheme, sign] of [
    ["dark", -1],
    ["light", 1],
  ] as const) {
    const shades = lightness(errorColours(scheme));
    for (let i = 16; i < 256; i++) {
      assert.ok(sign * (shades[i]! - shades[i - 16]!) > 0, `${scheme} ${i}`);
    }
  }
});
