import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Answer, jsonText, NumberArray } from "./number-text.ts";

async function written(answer: Answer): Promise<unknown> {
  return JSON.parse((await Array.fromAsync(jsonText(answer))).join(""));
}

/** The same as nested lists, by the plain way. */
function nested(values: ArrayLike<number>, [length = 0, ...inner]: readonly number[]): unknown[] {
  const each = values.length / length;
  return Array.from({ length }, (_, i) => {
    if (inner.length === 0) return Number.isFinite(values[i]) ? values[i] : null;
    return nested(Array.prototype.slice.call(values, i * each, (i + 1) * each), inner);
  });
}

test("arrays of numbers are nested as their shape says, and null where JSON has no number", async () => {
  const shape = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(shape, fc.array(fc.float(), { minLength: 1 }), async (axes, some) => {
      const length = axes.reduce((a, b) => a * b, 1);
      const values = Float32Array.from({ length }, (_, i) => some[i % some.length]! + 0);
      assert.deepEqual(await written(new NumberArray(values, axes)), nested(values, axes));
    }),
  );
});

test("what is long comes in pieces", async () => {
  const values = Float64Array.from({ length: 50_000 }, (_, i) => i / 7);
  const pieces = await Array.fromAsync(jsonText(new NumberArray(values, [10_000, 5])));
  assert(pieces.length > 5);
  assert.deepEqual(JSON.parse(pieces.join("")), nested(values, [10_000, 5]));
});

test("everything else is JSON as it is", async () => {
  const plain = { a: [1, "b", null], ω: { c: true, d: [] }, 'e"f': 0.1, none: {} };
  assert.deepEqual(await written(plain), plain);
  const none = new NumberArray(new Float32Array(), [0, 5]);
  assert.deepEqual(await written({ found: none, count: 0 }), { found: [], count: 0 });
});
