import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import fc from "fast-check";
import { Arena } from "./arena.ts";
import { compileKernels, instantiateKernels, kernelBuilds } from "./kernels.ts";

const readBuild = (build: string) =>
  readFile(new URL(`../../build/kernels/${build}.wasm`, import.meta.url));

test("the first build that the engine can run is chosen", async () => {
  const asked: string[] = [];
  const module = await compileKernels(async (build) => {
    asked.push(build);
    return build === "relaxed" ? Uint8Array.of(1, 2, 3) : readBuild(build);
  });
  assert.deepEqual(asked, ["relaxed", "simd"]);
  assert.ok(instantiateKernels(module).memory instanceof WebAssembly.Memory);
});

test("an engine that can run no build is told so", async () => {
  await assert.rejects(
    compileKernels(async () => Uint8Array.of(0)),
    /cannot run WebAssembly SIMD/,
  );
});

for (const build of kernelBuilds) {
  const compiled = compileKernels(() => readBuild(build));

  test(`${build}: the product is that of float64 arithmetic within float32 rounding`, async () => {
    const kernels = instantiateKernels(await compiled);
    const size = (max: number) => fc.integer({ min: 1, max });
    fc.assert(
      fc.property(size(20), size(40), size(1200), fc.integer(), (rows, columns, depth, seed) => {
        const arena = new Arena(kernels);
        const random = generator(seed);
        const a = Float32Array.from({ length: rows * depth }, random);
        const b = Float32Array.from({ length: depth * columns }, random);
        const c = multiply(kernels, arena, a, b, { rows, columns, depth });
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < columns; j++) {
            let exact = 0;
            for (let k = 0; k < depth; k++) exact += a[i * depth + k]! * b[k * columns + j]!;
            assert.ok(Math.abs(c[i * columns + j]! - exact) <= 1e-7 * depth);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test(`${build}: coefficients turn by exp(−iEτ/ħ) from frame to frame`, async () => {
    const kernels = instantiateKernels(await compiled);
    const arena = new Arena(kernels);
    const [states, frames] = [5, 7];
    const coefficients = arena.take(states * 16);
    const turns = arena.take(states * 16);
    const panels = arena.take(3 * states * 24);
    for (let n = 0; n < states; n++) {
      arena.float64(coefficients, 2 * states).set([n + 1, -n], 2 * n);
      arena.float64(turns, 2 * states).set([Math.cos(n), -Math.sin(n)], 2 * n);
    }
    kernels.advance(coefficients, turns, panels, states, frames);
    const rows = arena.float32(panels, 3 * states * 6);
    for (let frame = 0; frame < 9; frame++) {
      for (let n = 0; n < states; n++) {
        const at = (Math.floor(frame / 3) * states + n) * 6 + 2 * (frame % 3);
        const [cos, sin] = [Math.cos(n * frame), -Math.sin(n * frame)];
        const exists = frame < frames ? 1 : 0;
        assert.ok(Math.abs(rows[at]! - exists * ((n + 1) * cos + n * sin)) < 1e-6);
        assert.ok(Math.abs(rows[at + 1]! - exists * ((n + 1) * sin - n * cos)) < 1e-6);
      }
    }
  });
}

function multiply(
  kernels: ReturnType<typeof instantiateKernels>,
  arena: Arena,
  a: Float32Array,
  b: Float32Array,
  { rows, columns, depth }: { rows: number; columns: number; depth: number },
): Float32Array {
  const panelsA = arena.take(Math.ceil(rows / 6) * 6 * depth * 4);
  const rowsB = arena.take(b.byteLength + 16);
  const pointers = arena.take(depth * 4);
  const panelsB = arena.take(Math.ceil(columns / 8) * 8 * depth * 4);
  const c = arena.take(rows * columns * 4);
  const tile = arena.take(6 * 8 * 4);
  const packedA = arena.float32(panelsA, Math.ceil(rows / 6) * 6 * depth);
  packedA.fill(0);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < depth; k++) {
      packedA[Math.floor(i / 6) * 6 * depth + k * 6 + (i % 6)] = a[i * depth + k]!;
    }
  }
  arena.float32(rowsB, b.length).set(b);
  arena
    .uint32(pointers, depth)
    .set(Array.from({ length: depth }, (_, k) => rowsB + k * columns * 4));
  kernels.packColumns(pointers, panelsB, columns, depth);
  kernels.product(panelsA, panelsB, c, tile, rows, columns, depth);
  return arena.float32(c, rows * columns);
}

/** Numbers from −1 to 1 that a seed decides (Park and Miller's generator). */
function generator(seed: number): () => number {
  let state = (Math.abs(seed) % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return (2 * state) / 2147483647 - 1;
  };
}
