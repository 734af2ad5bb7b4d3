/** What is drawn within a plot, as SVG: its name, what its curves are, and the curves. */
import { useId } from "react";
import type { Palette } from "../app/palette.ts";
import type { Domain } from "./domain.ts";
import { areaOf, scalesOf } from "./frame.tsx";
import { type Curve, dotsPath, linePath } from "./path.ts";
import type { Size } from "./size.ts";

/** A named curve. */
export interface Series extends Curve {
  readonly name: string;
  readonly colour: string;
  readonly look: "line" | "dashed" | "dots";
}

interface HeadingProps {
  readonly name: string;
  readonly series: readonly Series[];
  readonly palette: Palette;
  /** Pixels there are across: what does not fit is left out. */
  readonly room: number;
}

/** Where the heading begins, and how wide a letter of each of its two sizes is at most. */
const [start, largeLetter, smallLetter] = [12, 8, 6.6];

/** The plot's name, and what its curves are. */
export function Heading({ name, series, palette, room }: HeadingProps) {
  let next = start + largeLetter * name.length + 14;
  const entries = series.map((curve) => {
    const at = next;
    next += 23 + smallLetter * curve.name.length + 10;
    return { curve, at, end: next - 10 };
  });
  return (
    <g fontSize={11} fill={palette.dim}>
      <text x={start} y={20} fontSize={13} fontWeight={600} fill={palette.text}>
        {name}
      </text>
      {entries
        .filter(({ end }) => end <= room)
        .map(({ curve, at }) => (
          <g key={curve.name}>
            <path
              d={curve.look === "dots" ? `M${at + 9} 16h0` : `M${at} 16h18`}
              fill="none"
              {...strokeOf(curve)}
            />
            <text x={at + 23} y={20}>
              {curve.name}
            </text>
          </g>
        ))}
    </g>
  );
}

interface CurvesProps {
  readonly series: readonly Series[];
  readonly domain: Domain;
  readonly size: Size;
  readonly palette: Palette;
  /** Number of the point that is marked on every curve. */
  readonly pointed: number | undefined;
}

/** The curves, the first on top, cut off where the axes end. */
export function Curves({ series, domain, size, palette, pointed }: CurvesProps) {
  const clip = useId();
  const area = areaOf(size);
  const { left, right, top, bottom } = area;
  const { across, up } = scalesOf(domain, area);
  return (
    <g clipPath={`url(#${clip})`} fill="none">
      <clipPath id={clip}>
        <rect
          x={left}
          y={top}
          width={Math.max(0, right - left)}
          height={Math.max(0, bottom - top)}
        />
      </clipPath>
      {series.toReversed().map((curve) => (
        <path
          key={curve.name}
          data-series={curve.name}
          d={(curve.look === "dots" ? dotsPath : linePath)(curve, across, up)}
          {...strokeOf(curve)}
        />
      ))}
      {pointed !== undefined &&
        series.map(({ name, x, y, colour }) => {
          const [cx, cy] = [across.to(x[pointed] ?? Number.NaN), up.to(y[pointed] ?? Number.NaN)];
          return Number.isFinite(cx) && Number.isFinite(cy) ? (
            <circle
              key={name}
              data-pointed={name}
              cx={cx}
              cy={cy}
              r={4.5}
              fill={colour}
              stroke={palette.background}
              strokeWidth={1.5}
            />
          ) : null;
        })}
    </g>
  );
}

function strokeOf({ colour, look }: Series) {
  if (look === "dots") {
    return { stroke: colour, strokeWidth: 5, strokeLinecap: "round", strokeOpacity: 0.85 } as const;
  }
  const dashed = look === "dashed" ? { strokeDasharray: "5 4" } : {};
  return { stroke: colour, strokeWidth: 1.8, strokeLinejoin: "round", ...dashed } as const;
}
