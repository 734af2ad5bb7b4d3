import assert from "node:assert/strict";
import { test } from "node:test";
import { grid } from "#src/tunneling/potential.ts";
import { toProblem, tunnelingRequest } from "#src/tunneling/problem.ts";
import { divide, observe } from "./observables.ts";

const problem = (request: object) => toProblem(tunnelingRequest().parse(request));

test("the division agrees with the potential about points on the edges", () => {
  const p = problem({ xmin: -2, xmax: 2, N: 16, x0: -1, barrier_start: 0, barrier_end: 1 });
  const { inside, right } = divide(p);
  assert.deepEqual([...grid(p)].slice(inside, right), [0.25, 0.5, 0.75]);
});

test("the parts add up to the norm, and swap with the side the packet comes from", () => {
  const p = problem({ xmin: -2, xmax: 2, N: 16, x0: -1, barrier_start: 0, barrier_end: 1 });
  const real = Float32Array.from({ length: 15 }, (_, i) => i);
  const frame = { index: 0, time: 0, real, imag: new Float32Array(15).fill(1) };
  const seen = observe(frame, divide(p));
  const sum = (from: number, to: number) =>
    [...real].slice(from, to).reduce((total, v) => total + (v * v + 1) * 0.25, 0);
  assert.equal(seen.reflected, sum(0, 8));
  assert.equal(seen.inside, sum(8, 11));
  assert.equal(seen.transmitted, sum(11, 15));
  assert.equal(seen.norm, sum(0, 15));
  assert.equal(seen.peak, 14 * 14 + 1);

  const mirrored = observe(frame, divide({ ...p, x0: 1.5 }));
  assert.equal(mirrored.reflected, seen.transmitted);
});
