/** The grid between the box's walls, and the barrier on it. */
import { type Problem, spacing } from "./problem.ts";

/**
 * The `intervals − 1` interior points x_i = i·dx + xmin, i = 1 … intervals − 1, in float64 and in
 * that order of operations (NumPy's `linspace`), so that a point on a barrier's edge falls on the
 * same side everywhere. The walls themselves, where ψ = 0, are left out.
 */
export function grid(problem: Problem): Float64Array {
  const dx = spacing(problem);
  const x = new Float64Array(problem.intervals - 1);
  for (let i = 0; i < x.length; i++) x[i] = (i + 1) * dx + problem.xmin;
  return x;
}

/** V at each point of `x`: the barrier's height strictly between its edges, 0 elsewhere. */
export function potential(problem: Problem, x: Float64Array): Float64Array {
  const { barrierStart, barrierEnd, barrierHeight } = problem;
  return x.map((at) => (barrierStart < at && at < barrierEnd ? barrierHeight : 0));
}
