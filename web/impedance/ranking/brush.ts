/** Brushes: the part of an axis that is let through, and how a hand changes it. */
import type { Interval, SweptAxis } from "./models.ts";
import { valueAt } from "./plot-axis.ts";

/** From `low` to `high`, positions on an axis: 0 ≤ low ≤ high ≤ 1. */
export interface Brush {
  readonly low: number;
  readonly high: number;
}

/** The brushes, by name of the axis; an axis without one lets everything through. */
export type Brushes = Readonly<Record<string, Brush>>;

/** What a hand has got hold of: an end, the whole, or an empty place where a brush begins. */
export interface Grip {
  readonly part: "low" | "high" | "whole" | "new";
  /** Where it was taken. */
  readonly at: number;
  /** The brush as it was. */
  readonly brush: Brush;
}

/** Everything: what an axis without a brush has. */
export const wholeAxis: Brush = { low: 0, high: 1 };

/** Added to both ends, so that a brush that ends on a value has it, rounded to float32, too. */
const slack = 1e-6;

/** What is taken at a position; `reach` is how far an end is felt. */
export function grip(brush: Brush | undefined, at: number, reach: number): Grip {
  const part = brush === undefined ? "new" : partAt(brush, at, reach);
  return { part, at, brush: brush ?? wholeAxis };
}

function partAt({ low, high }: Brush, at: number, reach: number): Grip["part"] {
  const [toLow, toHigh] = [Math.abs(at - low), Math.abs(at - high)];
  if (Math.min(toLow, toHigh) <= reach) return toLow < toHigh ? "low" : "high";
  return at > low && at < high ? "whole" : "new";
}

/** The brush once the hand is at a position: an end pulled past the other becomes the other. */
export function dragged({ part, at: taken, brush: { low, high } }: Grip, at: number): Brush {
  const to = Math.min(1, Math.max(0, at));
  switch (part) {
    case "new":
      return between(taken, to);
    case "low":
      return between(to, high);
    case "high":
      return between(low, to);
    case "whole": {
      const by = Math.min(1 - high, Math.max(-low, at - taken));
      return { low: low + by, high: high + by };
    }
  }
}

/** Moves an end by keys; it stops at the other. */
export function stepped({ low, high }: Brush, end: "low" | "high", by: number): Brush {
  return end === "low"
    ? { low: Math.min(high, Math.max(0, low + by)), high }
    : { low, high: Math.max(low, Math.min(1, high + by)) };
}

/** The brushes with one changed, or gone where it lets everything through. */
export function withBrush(brushes: Brushes, name: string, brush: Brush | undefined): Brushes {
  const { [name]: _, ...others } = brushes;
  const isWhole = brush === undefined || (brush.low <= 0 && brush.high >= 1);
  return isWhole ? others : { ...others, [name]: brush };
}

/** The values that a brush lets through. */
export function intervalOf(axis: SweptAxis, { low, high }: Brush): Interval {
  const ends = [valueAt(axis, low - slack), valueAt(axis, high + slack)] as const;
  return { min: Math.min(...ends), max: Math.max(...ends) };
}

function between(a: number, b: number): Brush {
  return { low: Math.min(a, b), high: Math.max(a, b) };
}
