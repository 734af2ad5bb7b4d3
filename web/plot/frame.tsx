/** Axes and grid of a plot, as SVG. Colours are attributes, so that a file has them, too. */
import { memo } from "react";
import type { Palette } from "../app/palette.ts";
import { type Scale, scale } from "./axis.ts";
import type { Domain, Interval } from "./domain.ts";
import { linearMarks, logarithmicMarks, type Mark, unitPrefix } from "./marks.ts";
import type { Size } from "./size.ts";

/** What an axis shows. */
export interface PlotAxis {
  /** As in `Re Z`. */
  readonly quantity: string;
  /** Its unit; prefixes are put before those that take them. */
  readonly unit: string;
  /** Whether the plot's numbers are common logarithms of the quantity's. */
  readonly isLogarithmic?: boolean;
  /** Whether it counts something: only whole numbers are marked. */
  readonly isCount?: boolean;
}

/** Where the curves are within a plot, CSS pixels. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Room for a plot's name above its area, and for marks and names of the axes beside it. */
export const margins = { left: 54, right: 20, top: 34, bottom: 38 } as const;

/** The area of a plot of that size. */
export function areaOf({ width, height }: Size): Area {
  const { left, right, top, bottom } = margins;
  return { left, right: width - right, top, bottom: height - bottom };
}

/** The scales that show a domain in an area. */
export function scalesOf({ x, y }: Domain, { left, right, top, bottom }: Area) {
  return { across: scale(...x, left, right), up: scale(...y, bottom, top) };
}

/** Length of a mark without a label. */
const tick = 4;

interface FrameProps {
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly domain: Domain;
  readonly size: Size;
  readonly palette: Palette;
}

/** Grid, marks and names of both axes. */
export const Frame = memo(function Frame({ x, y, domain, size, palette }: FrameProps) {
  const area = areaOf(size);
  const { left, right, top, bottom } = area;
  const { across, up } = scalesOf(domain, area);
  const [below, beside] = [
    marked(x, domain.x, (right - left) / 56),
    marked(y, domain.y, (bottom - top) / 32),
  ];
  return (
    <g fontSize={11} fill={palette.dim}>
      <path
        d={gridPath(
          below.marks,
          across,
          (at, isLong) => `M${at} ${isLong ? top : bottom - tick}V${bottom}`,
        )}
        stroke={palette.grid}
      />
      <path
        d={gridPath(
          beside.marks,
          up,
          (at, isLong) => `M${left} ${at}H${isLong ? right : left + tick}`,
        )}
        stroke={palette.grid}
      />
      <path
        d={`M${left + 0.5} ${top + 0.5}H${right - 0.5}V${bottom - 0.5}H${left + 0.5}Z`}
        fill="none"
        stroke={palette.axis}
      />
      {labelled(below.marks).map(({ value, label }) => (
        <text key={value} x={across.to(value)} y={bottom + 15} textAnchor="middle">
          {label}
        </text>
      ))}
      {labelled(beside.marks).map(({ value, label }) => (
        <text key={value} x={left - 6} y={up.to(value) + 4} textAnchor="end">
          {label}
        </text>
      ))}
      <text x={(left + right) / 2} y={size.height - 6} textAnchor="middle">
        {below.name}
      </text>
      <text transform={`translate(12 ${(top + bottom) / 2}) rotate(-90)`} textAnchor="middle">
        {beside.name}
      </text>
    </g>
  );
});

function labelled(marks: readonly Mark[]): Mark[] {
  return marks.filter(({ label }) => label !== "");
}

/** Lines at the marks: across the whole plot at those with a label. */
function gridPath(
  marks: readonly Mark[],
  { to }: Scale,
  line: (at: number, isLong: boolean) => string,
): string {
  return marks.map(({ value, label }) => line(Math.round(to(value)) + 0.5, label !== "")).join("");
}

/** The marks of an axis, and its name with the unit they are in. */
function marked(axis: PlotAxis, [least, most]: Interval, room: number) {
  const { quantity, unit, isLogarithmic = false, isCount = false } = axis;
  if (isLogarithmic) {
    return { marks: logarithmicMarks(least, most, room, unit === ""), name: named(quantity, unit) };
  }
  if (isCount) {
    const marks = linearMarks(least, most, Math.min(room, most - least));
    return { marks, name: named(quantity, unit) };
  }
  const { prefix, factor } = unitPrefix(
    unit === "°" ? 1 : Math.max(Math.abs(least), Math.abs(most)),
  );
  const marks = linearMarks(least / factor, most / factor, room).map(({ value, label }) => ({
    value: value * factor,
    label,
  }));
  return { marks, name: named(quantity, prefix + unit) };
}

function named(quantity: string, unit: string): string {
  return unit === "" ? quantity : `${quantity} (${unit})`;
}
