import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import fc from "fast-check";
import { Arena } from "./arena.ts";
import { compileKernels, instantiateKernels, kernelBuilds } from "./kernels.ts";

const readBuild = (build: string) =>
  readFile(new URL(`../../build/kernels/${build}.wasm`, import.meta.url));

/** Four impedances, whose real and imaginary parts are of any size that float64 squares. */
const part = fc.oneof(
  fc.double({ min: -1e150, max: 1e150, noNaN: true }),
  fc.double({ min: -20, max: 20, noNaN: true }).map((power) => 10 ** power),
  fc.constantFrom(0, -0, 1, -1, 1e-45, -1e-60, 1e-300),
);
const four = fc.array(fc.tuple(part, part), { minLength: 4, maxLength: 4 });

for (const build of kernelBuilds) {
  const kernels = compileKernels(() => readBuild(build)).then(instantiateKernels);

  test(`${build}: phases are right in all directions, and of impedances of any size`, async () => {
    const { writeFull, writeComplex } = await kernels;
    const arena = new Arena(await kernels);
    const row = arena.take(64);
    const into = arena.take(64);
    fc.assert(
      fc.property(four, (impedances) => {
        const parts = [...impedances.map(([re]) => re), ...impedances.map(([, im]) => im)];
        arena.float64(row, 8).set(parts);
        writeFull(row, 32, into);
        const full = arena.float32(into, 16).slice();
        writeComplex(row, 32, into);
        const complex = arena.float32(into, 8);
        for (const [i, [re, im]] of impedances.entries()) {
          const [seenRe, seenIm, size, phase] = full.subarray(4 * i, 4 * i + 4);
          assert.deepEqual([seenRe, seenIm], [Math.fround(re), Math.fround(im)]);
          assert.deepEqual([...complex.subarray(2 * i, 2 * i + 2)], [seenRe, seenIm]);
          assertNear(size!, Math.hypot(re, im), 1e-7);
          assertNear(phase!, (Math.atan2(im, re) * 180) / Math.PI, 5e-7);
        }
      }),
      { numRuns: 1000 },
    );
  });
}

/** Within a relative error, or where float32 has fewer digits, a few dozen of its smallest steps. */
function assertNear(seen: number, expected: number, error: number): void {
  const near = Math.abs(seen - Math.fround(expected)) <= error * Math.abs(expected) + 2 ** -143;
  assert.ok(near || Object.is(seen, Math.fround(expected)), `${seen} instead of ${expected}`);
}
