/** Ligands as points of a plot: where they are, which one is pointed at, what a box holds. */
import type { ScreenLigand } from "#src/client/index.ts";
import type { Scale } from "../../plot/axis.ts";
import { type Domain, extentOf, type Interval, roundInterval } from "../../plot/domain.ts";
import type { PlotAxis } from "../../plot/frame.tsx";
import { type Figure, figureOf, type Range } from "./sifting.ts";

/** What a plot has on its two axes. */
export interface Axes {
  readonly x: Figure;
  readonly y: Figure;
}

/** Points, in the order in which they are drawn. */
export interface Points {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly rows: readonly ScreenLigand[];
}

/** Distance at which a point is pointed at, px. */
const reach = 14;

/** The axes by what they show. */
export const plotAxes: Readonly<Record<Figure, PlotAxis>> = {
  pic50: { quantity: "pIC50 = −log₁₀(IC50 in mol/l)", unit: "" },
  probability: { quantity: "probability of binding", unit: "" },
  heavy_atoms: { quantity: "heavy atoms", unit: "", isCount: true },
};

/** The rows that were predicted; duplicates would lie on their first. */
export function pointsOf(rows: readonly ScreenLigand[], { x, y }: Axes): Points {
  const drawn = rows.filter(
    (row) =>
      row.state === "completed" && figureOf(row, x) !== undefined && figureOf(row, y) !== undefined,
  );
  return {
    xs: Float64Array.from(drawn, (row) => figureOf(row, x)!),
    ys: Float64Array.from(drawn, (row) => figureOf(row, y)!),
    rows: drawn,
  };
}

/** What a plot shows: all of its points, and what ligands are usually like, so that it seldom moves. */
export function domainOf({ xs, ys }: Points, { x, y }: Axes): Domain {
  return { x: intervalOf(xs, x), y: intervalOf(ys, y) };
}

/** A little more than what there can be, or than what ligands usually are. */
const usual: Readonly<Record<Figure, Interval>> = {
  pic50: [4, 8],
  probability: [0, 1],
  heavy_atoms: [0, 40],
};

function intervalOf(values: Float64Array, figure: Figure): Interval {
  // A hair's breadth, so that the points of 0 and 1 are whole.
  if (figure === "probability") return [-0.03, 1.03];
  const [least, most] = extentOf([values, usual[figure]])!;
  const [start, end] = roundInterval([least, most], 1);
  return figure === "heavy_atoms" ? [0, end + 1] : [start, end];
}

/** The point nearest to a place in the plot, px; none if none is near. */
export function pointAt(
  { xs, ys }: Points,
  { across, up }: { readonly across: Scale; readonly up: Scale },
  [px, py]: readonly [number, number],
): number | undefined {
  let nearest: number | undefined;
  let least = reach ** 2;
  for (let i = 0; i < xs.length; i++) {
    const distance = (across.to(xs[i]!) - px) ** 2 + (up.to(ys[i]!) - py) ** 2;
    if (distance <= least) [nearest, least] = [i, distance];
  }
  return nearest;
}

/** A range between two ends in whichever order, in the digits that tell the plot's pixels apart. */
export function rangeOf(figure: Figure, a: number, b: number): Range {
  const [least, most] = [Math.min(a, b), Math.max(a, b)];
  if (figure === "heavy_atoms") return { least: Math.ceil(least), most: Math.floor(most) };
  const [low, high] = [Math.floor(100 * least) / 100, Math.ceil(100 * most) / 100];
  return figure === "probability"
    ? { least: Math.max(0, low), most: Math.min(1, high) }
    : { least: low, most: high };
}
