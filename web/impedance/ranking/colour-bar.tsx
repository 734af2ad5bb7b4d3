/** The colours beside the axis of the resnorms, which is their legend. */
import type { Frame } from "./lines.ts";
import { colourOf } from "./shades.ts";

interface ColourBarProps {
  readonly ramp: Uint8Array;
  /** Its left edge, px. */
  readonly x: number;
  readonly frame: Frame;
}

/** Stops of the gradient: between them the browser's own mixture is not told from the scale. */
const stops = 9;

/** From the best at the foot to the worst at the top. */
export function ColourBar({ ramp, x, frame }: ColourBarProps) {
  const parts = Array.from({ length: stops }, (_, i) => i / (stops - 1));
  return (
    <>
      <defs>
        <linearGradient id="resnorm-colours" x1={0} x2={0} y1={1} y2={0}>
          {parts.map((part) => (
            <stop key={part} offset={part} stopColor={colourOf(ramp, Math.round(255 * part))} />
          ))}
        </linearGradient>
      </defs>
      <rect
        fill="url(#resnorm-colours)"
        x={x}
        width={7}
        y={frame.top}
        height={frame.bottom - frame.top}
      />
    </>
  );
}
