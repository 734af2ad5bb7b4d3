/** A plot by keys: from one of its points to the next. */
import type { Points } from "./scatter-points.ts";

const directions = {
  ArrowLeft: { along: "xs", sign: -1 },
  ArrowRight: { along: "xs", sign: 1 },
  ArrowDown: { along: "ys", sign: -1 },
  ArrowUp: { along: "ys", sign: 1 },
} as const;

/** Large steps from one side of a plot to the other. */
const largeSteps = 10;

/**
 * The point that an arrow key goes to: the next one along its axis, so that every point is reached; at first
 * the best. Undefined for other keys, and where there are no points.
 * @param from number of the point it goes from; undefined for none
 * @param isLarge whether the step goes over a tenth of the points
 */
export function walked(
  points: Points,
  key: string,
  from: number | undefined,
  isLarge: boolean,
): number | undefined {
  if (!Object.hasOwn(directions, key) || points.rows.length === 0) return undefined;
  if (from === undefined) return bestOf(points);
  const { along, sign } = directions[key as keyof typeof directions];
  const values = points[along];
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
  const step = isLarge ? Math.ceil(order.length / largeSteps) : 1;
  const to = order.indexOf(from) + sign * step;
  return order[Math.min(order.length - 1, Math.max(0, to))];
}

function bestOf({ rows }: Points): number {
  const ranks = rows.map(({ rank = Number.POSITIVE_INFINITY }) => rank);
  return ranks.indexOf(ranks.reduce((least, rank) => Math.min(least, rank)));
}
