/** Curves as SVG paths, and which of their points is pointed at. */
import type { Scale } from "./axis.ts";

/** Numbers of a curve, in the units of the axes. */
export interface Curve {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** Pixels beyond which nothing is drawn that could be seen. */
const FAR = 1e5;

/** A line through the points; it is interrupted where a number is none. */
export function linePath({ x, y }: Curve, across: Scale, up: Scale): string {
  let path = "";
  let pen = "M";
  for (let i = 0; i < x.length; i++) {
    const at = placeOf(x[i]!, y[i]!, across, up);
    if (at === undefined) {
      pen = "M";
      continue;
    }
    path += pen + at;
    pen = "L";
  }
  return path;
}

/** A dot at every point, for a stroke with round ends: a line of no length. */
export function dotsPath({ x, y }: Curve, across: Scale, up: Scale): string {
  let path = "";
  for (let i = 0; i < x.length; i++) {
    const at = placeOf(x[i]!, y[i]!, across, up);
    if (at !== undefined) path += `M${at}h0`;
  }
  return path;
}

/** A place to a tenth of a pixel. */
function placeOf(x: number, y: number, across: Scale, up: Scale): string | undefined {
  const left = Math.round(10 * across.to(x)) / 10;
  const top = Math.round(10 * up.to(y)) / 10;
  return Math.abs(left) < FAR && Math.abs(top) < FAR ? `${left} ${top}` : undefined;
}

/**
 * The number of the point nearest to a pixel, by its distance, or only by that across; undefined for
 * a curve without points.
 */
export function nearestPoint(
  { x, y }: Curve,
  across: Scale,
  up: Scale,
  [left, top]: readonly [number, number],
  by: "distance" | "x",
): number | undefined {
  let nearest: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < x.length; i++) {
    const dx = across.to(x[i]!) - left;
    const dy = by === "x" ? 0 : up.to(y[i]!) - top;
    const distance = dx * dx + dy * dy;
    if (distance < least) [least, nearest] = [distance, i];
  }
  return nearest;
}
