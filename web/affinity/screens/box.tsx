/** The box of a plot: what its two figures let through, or what a hand draws just now. */
import type { Palette } from "../../app/palette.ts";
import type { Area, scalesOf } from "../../plot/frame.tsx";
import type { Axes } from "./scatter-points.ts";
import type { Range, Sieve } from "./sifting.ts";

/** Two opposite corners, px. */
export interface Corners {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

interface BoxProps {
  readonly axes: Axes;
  readonly sieve: Sieve;
  readonly scales: ReturnType<typeof scalesOf>;
  /** What is being drawn, in place of the sieve's. */
  readonly drag: Corners | undefined;
  readonly area: Area;
  readonly palette: Palette;
}

/** The box; nothing where there is none. */
export function Box({ axes, sieve, scales, drag, area, palette }: BoxProps) {
  const { left, right, top, bottom } = area;
  const box = drag === undefined ? sifted() : drag;
  if (box === undefined) return null;
  const x = [clamped(box.from[0], left, right), clamped(box.to[0], left, right)].sort(ascending);
  const y = [clamped(box.from[1], top, bottom), clamped(box.to[1], top, bottom)].sort(ascending);
  return (
    <rect
      className="box"
      x={x[0]}
      y={y[0]}
      width={Math.max(1, x[1]! - x[0]!)}
      height={Math.max(1, y[1]! - y[0]!)}
      fill={palette.energyFill}
      stroke={palette.energy}
    />
  );

  function sifted(): Corners | undefined {
    const [x, y] = [sieve.ranges[axes.x], sieve.ranges[axes.y]];
    if (x === undefined && y === undefined) return undefined;
    const [x1, x2] = ends(x, scales.across.to, [left, right]);
    const [y1, y2] = ends(y, scales.up.to, [bottom, top]);
    return { from: [x1, y1], to: [x2, y2] };
  }
}

function ends(
  { least, most }: Range = {},
  to: (value: number) => number,
  [start, end]: readonly [number, number],
): [number, number] {
  return [least === undefined ? start : to(least), most === undefined ? end : to(most)];
}

function clamped(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

const ascending = (a: number, b: number) => a - b;
