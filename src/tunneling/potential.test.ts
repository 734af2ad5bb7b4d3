import assert from "node:assert/strict";
import { test } from "node:test";
import { grid, potential } from "./potential.ts";
import { spacing, toProblem, tunnelingRequest } from "./problem.ts";

const problem = (request: object) => toProblem(tunnelingRequest().parse(request));

test("the grid is the interior points of the box, walls left out", () => {
  const x = grid(problem({}));
  assert.equal(x.length, 999);
  assert.equal(x[0], 1 * 0.013 - 6.5);
  assert.equal(x[998], 999 * 0.013 - 6.5);
  assert.equal(spacing(problem({})), 0.013);
});

test("the barrier stands strictly between its edges", () => {
  // dx = 0.25 is exact, so that grid points lie on both edges.
  const p = problem({ xmin: -2, xmax: 2, N: 16, x0: -1, barrier_start: 0, barrier_end: 1 });
  const x = grid(p);
  const v = potential(p, x);
  assert.deepEqual(
    [...x].filter((_, i) => v[i] === 800),
    [0.25, 0.5, 0.75],
  );
  assert.equal(v.filter((height) => height === 0).length, x.length - 3);
});

test("a negative height makes a well", () => {
  const p = problem({ barrier_height: -400 });
  assert.equal(Math.min(...potential(p, grid(p))), -400);
  assert.equal(Math.max(...potential(p, grid(p))), 0);
});
