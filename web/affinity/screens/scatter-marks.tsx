/** What is drawn over the points of a plot: that they are invented, and which one is pointed at. */

import type { ScreenLigand } from "#src/client/index.ts";
import type { Palette } from "../../app/palette.ts";
import { areaOf, type scalesOf } from "../../plot/frame.tsx";
import type { Size } from "../../plot/size.ts";
import { inventedLabel } from "../result/stamp.ts";
import type { Points } from "./scatter-points.ts";

interface AcrossProps {
  readonly size: Size;
  readonly palette: Palette;
}

/** That the numbers are invented, from corner to corner. */
export function Across({ size, palette }: AcrossProps) {
  const { left, right, top, bottom } = areaOf(size);
  const [width, height] = [right - left, bottom - top];
  const angle = -(Math.atan2(height, width) * 180) / Math.PI;
  // Its letters are a little wider than half as high.
  const fits = (0.86 * Math.hypot(width, height)) / (0.68 * inventedLabel.length);
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return (
    <text
      className="across"
      transform={`translate(${x} ${y}) rotate(${angle.toFixed(1)})`}
      textAnchor="middle"
      fill={palette.text}
      fillOpacity={0.4}
      fontSize={Math.min(22, fits)}
      fontWeight={700}
      dominantBaseline="central"
    >
      {inventedLabel}
    </text>
  );
}

interface RingProps {
  readonly row: ScreenLigand | undefined;
  readonly points: Points;
  readonly scales: ReturnType<typeof scalesOf>;
  readonly palette: Palette;
}

/** A ring about the ligand that is pointed at. */
export function Ring({ row, points, scales, palette }: RingProps) {
  const at = row === undefined ? -1 : points.rows.findIndex(({ place }) => place === row.place);
  if (at < 0) return null;
  return (
    <circle
      className="mark"
      cx={scales.across.to(points.xs[at]!)}
      cy={scales.up.to(points.ys[at]!)}
      r={7}
      fill="none"
      stroke={palette.text}
      strokeWidth={2}
    />
  );
}
