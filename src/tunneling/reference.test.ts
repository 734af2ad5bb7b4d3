import assert from "node:assert/strict";
import { test } from "node:test";
import { expectation, simulate } from "#test/support/simulate.ts";
import cases from "../../test/fixtures/tunneling/cases.json" with { type: "json" };
import { frameInterval } from "./evolution.ts";
import type { TunnelingRequest } from "./problem.ts";

/** Agreement that the contract asks for, of the largest |ψ| in the frames compared. */
const TOLERANCE = 2e-6;

for (const expected of cases) {
  test(`${expected.name}: agrees with SciPy`, () => {
    const { problem, spectrum, x, dx, frame } = simulate(expected.request as TunnelingRequest);
    assert.equal(problem.frames, expected.frame_count);
    assert.equal(spectrum.points, expected.grid_size);
    assert.equal(problem.barrierHeight, expected.barrier_height);
    assert.deepEqual([x[0], x.at(-1)], expected.x_first_last);
    const lastTime = (problem.frames - 1) * frameInterval(problem);
    assert.ok(Math.abs(lastTime - expected.times_first_last[1]!) <= 1e-12);

    const peak = Math.max(
      ...expected.psi_real.flatMap((row, f) =>
        row.map((real, k) => Math.hypot(real, expected.psi_imag[f]![k]!)),
      ),
    );
    for (const [f, index] of expected.frames.entries()) {
      const psi = frame(index);
      for (const [k, point] of expected.points.entries()) {
        const error = Math.hypot(
          psi.real[point]! - expected.psi_real[f]![k]!,
          psi.imag[point]! - expected.psi_imag[f]![k]!,
        );
        assert.ok(error <= TOLERANCE * peak, `frame ${index}, point ${point}: ${error / peak}`);
      }
      const right = x.map((at) => (at > problem.barrierEnd ? 1 : 0));
      assert.ok(Math.abs(expectation(psi, dx) - expected.norm[f]!) <= 1e-5);
      assert.ok(Math.abs(expectation(psi, dx, right) - expected.prob_right_of_barrier[f]!) <= 1e-5);
    }
  });
}
