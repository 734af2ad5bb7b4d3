/** What a ranking has come to. */
import { type Grid, pointAt } from "../grid.ts";
import type { Ranking } from "./sweeper.ts";

/** The best point of a ranking, and how many points have none. */
export interface Outcome {
  /** Undefined if no point's measure is a number. */
  readonly best: { readonly resnorm: number; readonly parameters: Float64Array } | undefined;
  /** Points whose measure is no number of float32: no number at all, or beyond 3.4·10³⁸. */
  readonly invalid: number;
}

/** What a ranking has come to. */
export function outcomeOf(grid: Grid, { resnorms, order }: Ranking): Outcome {
  const isNumber = (index: number) => Number.isFinite(Math.fround(resnorms[index]!));
  // Those that are none are ranked last.
  let valid = order.length;
  while (valid > 0 && !isNumber(order[valid - 1]!)) valid--;
  const invalid = order.length - valid;
  if (valid === 0) return { best: undefined, invalid };
  const parameters = new Float64Array(grid.parameters.length);
  pointAt(grid, order[0]!, parameters);
  return { best: { resnorm: resnorms[order[0]!]!, parameters }, invalid };
}
