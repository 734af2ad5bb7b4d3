/** The axes of the parallel-coordinates plot: where a value is on them. */
import { linearMarks, logarithmicMarks, type Mark } from "../../plot/marks.ts";
import { countWithin, type Models, type Ranking, type SweptAxis } from "./models.ts";

/** An upright axis, whose foot is `from` and whose top is `to`. */
export interface PlotAxis extends SweptAxis {
  /** From one value of a grid to the next, or what a key moves a brush by: a part of the axis. */
  readonly step: number;
}

/** Part of an axis that a key moves a brush by where its values are not those of a grid. */
const freeStep = 1 / 40;

/** Part of a number that float32, in which datasets have them, may be beside it. */
const rounded = 1e-7;

/** The swept parameters' axes, and last the one of the resnorms of the models shown. */
export function axesOf({ axes, metric }: Ranking, { resnorms }: Models): PlotAxis[] {
  const swept = axes.map(({ name, unit, scale, from, to, count }) => {
    const step = count === undefined ? freeStep : 1 / (count - 1);
    return { name, unit, scale, from, to, step };
  });
  // An exact fit has no logarithm: it is drawn at the foot.
  const least = resnorms[countWithin({ resnorms }, 0)] ?? 1;
  const most = resnorms.findLast(Number.isFinite) ?? least;
  const last: PlotAxis = {
    ...metric,
    scale: "logarithmic",
    from: least,
    to: most > least ? most : least * (1 + 1e-6),
    step: freeStep,
  };
  return [...swept, last];
}

/** Where a value is, 0 at the foot … 1 at the top; beyond the ends it is held there. */
export function positionOf({ scale, from, to }: SweptAxis, value: number): number {
  const part =
    scale === "linear"
      ? (value - from) / (to - from)
      : Math.log(value / from) / Math.log(to / from);
  return Math.min(1, Math.max(0, part));
}

/** The value at a position. */
export function valueAt({ scale, from, to }: SweptAxis, position: number): number {
  return scale === "linear" ? from + position * (to - from) : from * (to / from) ** position;
}

/** What is marked on an axis about `count` pieces long: positions, with what stands beside them. */
export function marksOf(axis: PlotAxis, count: number): Mark[] {
  const { scale, from, to } = axis;
  const [foot, top] = scale === "linear" ? [from, to] : [Math.log10(from), Math.log10(to)];
  const beyond = rounded * Math.max(Math.abs(foot), Math.abs(top));
  const [low, high] = [Math.min(foot, top) - beyond, Math.max(foot, top) + beyond];
  const marks = (scale === "linear" ? linearMarks : logarithmicMarks)(low, high, count);
  return marks.map(({ value, label }) => ({
    value: positionOf(axis, scale === "linear" ? value : 10 ** value),
    label,
  }));
}
