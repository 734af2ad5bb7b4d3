/** One model's line, before all others. */
import type { Lines } from "./lines.ts";

interface SingleLineProps {
  readonly lines: Lines;
  readonly index: number | undefined;
  readonly className: "hovered" | "chosen";
}

/** The line, on a wider one that sets it off; nothing without an index. */
export function SingleLine({ lines, index, className }: SingleLineProps) {
  if (index === undefined || index >= lines.count) return null;
  const points = pointsOf(lines, index);
  return (
    <g className={className} fill="none" stroke="currentColor" strokeLinejoin="round">
      <polyline className="halo" points={points} strokeWidth={6} strokeOpacity={0.3} />
      <polyline points={points} strokeWidth={2} />
    </g>
  );
}

/** A line's points as SVG has them. */
export function pointsOf({ xs, ys }: Lines, index: number): string {
  return Array.from(xs, (x, i) => `${x.toFixed(1)},${ys[index * xs.length + i]!.toFixed(1)}`).join(
    " ",
  );
}
