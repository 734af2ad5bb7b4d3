import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { instantiateKernels } from "#src/numeric/kernels.ts";
import { anySweep, compiledBuilds, measuresOf, plainSpectra } from "#test/support/random-sweeps.ts";
import { sweepRequest } from "./request.ts";
import { metrics } from "./resnorm.ts";
import { solverOf } from "./solver.ts";
import { type Sweep, spectrumColumns } from "./sweep.ts";
import { toSweep } from "./to-sweep.ts";

const [{ module, kernels }] = compiledBuilds as [(typeof compiledBuilds)[number]];
const sweepOf = (request: unknown) => toSweep(sweepRequest().parse(request));

/** Some points of a grid, its ends among them. */
function pointsOf({ grid }: Sweep): number[] {
  const every = Math.max(1, Math.floor(grid.size / 50));
  return [...Array(grid.size).keys()].filter((i) => i % every === 0 || i === grid.size - 1);
}

/** A point's measure by its spectrum, and what rounding of the spectrum alone can make of it. */
function plainMeasures(sweep: Sweep): (index: number) => { measure: number; rounding: number } {
  const { of } = metrics[sweep.metric];
  const { re, im } = sweep.reference;
  const plain = plainSpectra(sweep);
  return (index) => {
    const z = plain(index);
    const sizes = z.re.map((zRe, i) => Math.hypot(zRe, z.im[i]!) + Math.hypot(re[i]!, im[i]!));
    const apart = { re: re.map((value, i) => value + sizes[i]!), im };
    const rounding = 1e-13 * of(apart, sweep.reference);
    return { measure: of(z, sweep.reference), rounding };
  };
}

for (const { build, kernels } of compiledBuilds) {
  test(`${build}: any sweep is measured as its spectra are one by one`, () => {
    fc.assert(
      fc.property(anySweep, (sweep) => {
        const plain = plainMeasures(sweep);
        const measures = measuresOf(sweep, kernels);
        for (const index of pointsOf(sweep)) {
          const { measure, rounding } = plain(index);
          const error = Math.abs(measures[index]! - measure);
          assert.ok(error <= rounding, `point ${index}: ${error} over ${rounding}`);
        }
      }),
      { numRuns: 150 },
    );
  });

  test(`${build}: spectra of any points in any order are float32 of the exact ones`, () => {
    const asked = anySweep.chain((sweep) =>
      fc.record({
        sweep: fc.constant(sweep),
        columns: fc.constantFrom("full" as const, "complex" as const),
        indices: fc.array(fc.nat(sweep.grid.size - 1), { maxLength: 20 }),
      }),
    );
    fc.assert(
      fc.property(asked, ({ sweep, columns, indices }) => {
        const width = spectrumColumns[columns].length;
        const { length } = sweep.frequencies;
        const spectra = new Float32Array(indices.length * length * width);
        solverOf(sweep, kernels).spectra(Uint32Array.from(indices), columns, spectra);
        const plain = plainSpectra(sweep);
        for (const [row, index] of indices.entries()) {
          const z = plain(index);
          for (let f = 0; f < length; f++) {
            const at = (row * length + f) * width;
            assertColumns(spectra.subarray(at, at + width), z.re[f]!, z.im[f]!);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
}

/** Real and imaginary part and, if they are there, magnitude and phase. */
function assertColumns(seen: Float32Array, re: number, im: number): void {
  const size = Math.hypot(re, im);
  assert.ok(Math.hypot(seen[0]! - re, seen[1]! - im) <= 1e-7 * size);
  if (seen.length === 2) return;
  assert.ok(Math.abs(seen[2]! - size) <= 1e-7 * size);
  const phase = (Math.atan2(im, re) * 180) / Math.PI;
  assert.ok(Math.abs(seen[3]! - phase) <= 1e-6 * Math.abs(phase));
}

test("spectra are the same however many are asked for at once", () => {
  const sweep = sweepOf({ n_frequencies: 13 });
  const solver = solverOf(sweep, kernels);
  const indices = Uint32Array.from({ length: 2000 }, (_, i) => (i * 1117) % 3125);
  const together = new Float32Array(2000 * 13 * 4);
  solver.spectra(indices, "full", together);
  for (const i of [0, 1, 314, 315, 316, 1999]) {
    const alone = new Float32Array(13 * 4);
    solver.spectra(indices.subarray(i, i + 1), "full", alone);
    assert.deepEqual(alone, together.subarray(i * 13 * 4, (i + 1) * 13 * 4));
  }
});

test("in pieces of any size, a sweep is measured to the same bits", () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1 });
  fc.assert(
    fc.property(anySweep, pieces, (sweep, sizes) => {
      const whole = measuresOf(sweep, kernels);
      const solver = solverOf(sweep, kernels);
      const pieced = new Float64Array(whole.length);
      for (let first = 0, i = 0; first < whole.length; i++) {
        const end = first + sizes[i % sizes.length]!;
        solver.rank(first, pieced.subarray(first, end));
        first = end;
      }
      assert.deepEqual(pieced, whole);
    }),
    { numRuns: 100 },
  );
});

test("what is too much for a table is computed as it is needed, in a bounded memory", () => {
  const fresh = instantiateKernels(module);
  const exponent = { parameter: "CPE0_1", from: 0.5, to: 1, count: 3, scale: "linear" };
  const resistance = { parameter: "R0", from: 1, to: 10, count: 2 };
  const coefficient = { parameter: "CPE0_0", from: 1e-6, to: 1e-3, count: 10_000 };
  for (const axes of [
    [exponent, resistance, coefficient],
    [coefficient, exponent, resistance],
  ]) {
    const sweep = sweepOf({ circuit: "R0-CPE0", axes, n_frequencies: 1000 });
    const solver = solverOf(sweep, fresh);
    const plain = plainMeasures(sweep);
    for (const first of [0, 9_990, 59_980]) {
      const measures = new Float64Array(20);
      solver.rank(first, measures);
      for (const [i, value] of measures.entries()) {
        const { measure, rounding } = plain(first + i);
        assert.ok(Math.abs(value - measure) <= rounding);
      }
    }
  }
  assert.ok(fresh.memory.buffer.byteLength < 2 ** 20, `${fresh.memory.buffer.byteLength} bytes`);
});

test("solvers one after the other take no more memory than the largest", () => {
  const fresh = instantiateKernels(module);
  const large = sweepOf({ grid_size: 10 });
  solverOf(large, fresh);
  const { byteLength } = fresh.memory.buffer;
  for (let i = 0; i < 20; i++) solverOf(i % 2 === 0 ? sweepOf({}) : large, fresh);
  assert.equal(fresh.memory.buffer.byteLength, byteLength);
});
