/** Answers queries on a whole ranking: it looks at every point of the grid, the best first. */
import { type Grid, pointAt } from "#src/impedance/grid.ts";
import type { Models, Query } from "./models.ts";

/** A grid that was measured and put in order. */
export interface RankedGrid {
  readonly grid: Grid;
  /** Of every point, in grid order. */
  readonly resnorms: Float64Array;
  /** The points, the best first. */
  readonly order: Uint32Array;
}

/** The best points of a query, and how many there are. */
export function bestOf({ grid, resnorms, order }: RankedGrid, { most, ranges }: Query): Models {
  const isInside = insideOf(grid, ranges);
  const ranks = new Uint32Array(Math.min(most, order.length));
  let matching = 0;
  for (let rank = 0; rank < order.length; rank++) {
    if (!isInside(order[rank]!)) continue;
    if (matching < ranks.length) ranks[matching] = rank;
    matching++;
  }
  const count = Math.min(matching, ranks.length);
  const width = grid.parameters.length;
  const parameters = new Float64Array(count * width);
  const shown = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const index = order[ranks[i]!]!;
    shown[i] = resnorms[index]!;
    pointAt(grid, index, parameters.subarray(i * width, (i + 1) * width));
  }
  return {
    names: grid.parameters,
    count,
    parameters,
    resnorms: shown,
    ranks: ranks.slice(0, count),
    matching,
  };
}

/** Whether a point is in all ranges: for each axis that has one, which of its values are. */
function insideOf(grid: Grid, ranges: Query["ranges"]): (index: number) => boolean {
  const brushed = grid.axes.flatMap(({ parameter, values, stride }) => {
    const range = ranges[grid.parameters[parameter]!];
    if (range === undefined) return [];
    const allowed = Uint8Array.from(values, (value) => +(value >= range.min && value <= range.max));
    return [{ stride, length: values.length, allowed }];
  });
  return (index) => {
    for (const { stride, length, allowed } of brushed) {
      if (allowed[Math.floor(index / stride) % length] === 0) return false;
    }
    return true;
  };
}
