import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Arena } from "./arena.ts";
import { builtKernels } from "./built-kernels.ts";
import { bracketEigenvalues } from "./eigenvalues.ts";
import { eigenpairs } from "./eigenvectors.ts";
import { instantiateKernels } from "./kernels.ts";
import { Shooting } from "./shooting.ts";

const kernelModule = await builtKernels();

/** All eigenpairs of the tridiagonal matrix with 2 + g_i on the diagonal and −1 beside it. */
function decompose(g: Float64Array) {
  const kernels = instantiateKernels(kernelModule);
  const arena = new Arena(kernels);
  const shooting = new Shooting(kernels, arena, g);
  const brackets = bracketEigenvalues(shooting, 0, g.length, [shooting.lowest, shooting.highest]);
  const energies: number[] = [];
  const vectors: Float64Array[] = [];
  eigenpairs(shooting, brackets, (index, q, vector) => {
    assert.equal(index, energies.length);
    energies.push(q);
    vectors.push(arena.float64(vector, g.length).slice());
  });
  return { energies, vectors };
}

function assertDecomposed(g: Float64Array, { energies, vectors }: ReturnType<typeof decompose>) {
  const size = Math.max(...g.map(Math.abs)) + 4;
  assert.equal(vectors.length, g.length);
  for (const [n, v] of vectors.entries()) {
    assert.ok(n === 0 || energies[n]! >= energies[n - 1]! - 1e-15 * size);
    let residual = 0;
    for (let i = 0; i < v.length; i++) {
      const neighbours = (v[i - 1] ?? 0) + (v[i + 1] ?? 0);
      residual = Math.max(residual, Math.abs((2 + g[i]! - energies[n]!) * v[i]! - neighbours));
    }
    assert.ok(residual <= 1e-10 * size, `residual ${residual} of state ${n}`);
    for (let m = 0; m <= n; m++) {
      const expected = m === n ? 1 : 0;
      const product = dot(v, vectors[m]!);
      assert.ok(Math.abs(product - expected) <= 1e-9, `⟨${m}|${n}⟩ = ${product}`);
    }
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

test("the empty box has its analytic levels and vectors", () => {
  const N = 257;
  const { energies, vectors } = decompose(new Float64Array(N - 1));
  for (let j = 1; j < N; j++) {
    const exact = 2 * (1 - Math.cos((j * Math.PI) / N));
    assert.ok(Math.abs(energies[j - 1]! - exact) <= 1e-12 * exact + 1e-16);
    const v = vectors[j - 1]!;
    const sign = Math.sign(v[0]!);
    for (let i = 1; i < N; i++) {
      const sine = Math.sqrt(2 / N) * Math.sin((i * j * Math.PI) / N);
      assert.ok(Math.abs(sign * v[i - 1]! - sine) < 1e-10);
    }
  }
});

test("a box without neighbours apart: one, two and three points", () => {
  for (const points of [1, 2, 3]) {
    const g = new Float64Array(points);
    assertDecomposed(g, decompose(g));
  }
});

test("random potentials are decomposed into orthonormal eigenvectors", () => {
  const potential = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(potential, (values) => {
      const g = Float64Array.from(values);
      assertDecomposed(g, decompose(g));
    }),
    { numRuns: 200 },
  );
});

test("wells and walls of any depth and width are decomposed", () => {
  const piece = fc.record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.oneof(
      fc.constant(0),
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.integer({ min: 0, max: 12 }).map((power) => 10 ** power),
    ),
  });
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
      const g = Float64Array.from(pieces.flatMap(({ width, height }) => Array(width).fill(height)));
      assertDecomposed(g, decompose(g));
    }),
    { numRuns: 200 },
  );
});

test("pairs that coincide to rounding stay orthogonal: wells that a thick wall divides", () => {
  for (const [wells, width, wall] of [
    [2, 60, 40],
    [2, 61, 200],
    [3, 30, 60],
    [6, 12, 50],
  ] as const) {
    const well = Array(width).fill(0);
    const g = Float64Array.from(
      Array.from({ length: wells }, () => well).flatMap((zero, k) =>
        k === 0 ? zero : [...Array(wall).fill(1.5), ...zero],
      ),
    );
    const decomposed = decompose(g);
    const gaps = decomposed.energies.slice(1).map((q, n) => q - decomposed.energies[n]!);
    assert.ok(Math.min(...gaps) < 1e-14);
    assertDecomposed(g, decomposed);
  }
});

test("in a narrow range, crossed in jumps, the eigenpairs are those of the whole spectrum", () => {
  const piece = fc.record({
    width: fc.integer({ min: 1, max: 150 }),
    height: fc.constantFrom(0, 0, 0.002, -0.01, 0.3, 0.3, 40, -5),
  });
  const range = fc.record({
    lower: fc.double({ min: -0.02, max: 0.02, noNaN: true }),
    width: fc.constantFrom(0.003, 0.03, 0.3, 1),
  });
  let longest = 1;
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), range, (pieces, range) => {
      const g = Float64Array.from(pieces.flatMap(({ width, height }) => Array(width).fill(height)));
      const whole = decompose(g);
      const kernels = instantiateKernels(kernelModule);
      const arena = new Arena(kernels);
      const shooting = new Shooting(kernels, arena, g, range.lower, range.lower + range.width);
      longest = Math.max(longest, g.length / shooting.knots);
      const { lower, upper } = shooting;
      if (lower >= upper) return;
      const [from, to] = shooting.countBelow([lower, upper]) as [number, number];
      const size = Math.max(...g.map(Math.abs)) + 4;
      const rounding = 1e-14 * size;
      assert.ok((whole.energies[from - 1] ?? lower) <= lower + rounding);
      assert.ok((whole.energies[to] ?? upper) >= upper - rounding);
      const vectors: Float64Array[] = [];
      const brackets = bracketEigenvalues(shooting, from, to, [lower, upper]);
      eigenpairs(shooting, brackets, (index, q, vector) => {
        assert.ok(Math.abs(q - whole.energies[index]!) <= rounding);
        const v = arena.float64(vector, g.length).slice();
        for (const [n, other] of vectors.entries()) {
          const product = dot(v, other);
          assert.ok(Math.abs(product) <= 1e-9, `⟨${from + n}|${index}⟩ = ${product}`);
        }
        vectors.push(v);
        assert.ok(Math.abs(dot(v, v) - 1) <= 1e-12);
        let residual = 0;
        for (let i = 0; i < v.length; i++) {
          const neighbours = (v[i - 1] ?? 0) + (v[i + 1] ?? 0);
          residual = Math.max(residual, Math.abs((2 + g[i]! - q) * v[i]! - neighbours));
        }
        assert.ok(residual <= 1e-12 * size, `residual ${residual} of state ${index}`);
      });
      assert.equal(vectors.length, to - from);
    }),
    { numRuns: 150 },
  );
  assert.ok(longest > 8, `the longest jumps crossed ${longest} points in the mean`);
});
