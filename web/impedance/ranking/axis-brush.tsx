/** One axis of the plot, and the brush on it. */
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { sliderSteps } from "../../tunneling/slider-keys.ts";
import { type Brush, dragged, type Grip, grip, stepped, wholeAxis } from "./brush.ts";
import type { Frame } from "./lines.ts";
import { marksOf, type PlotAxis, valueAt } from "./plot-axis.ts";
import { shortQuantity } from "./wording.ts";

interface AxisBrushProps {
  readonly axis: PlotAxis;
  /** Where the axis stands, px. */
  readonly x: number;
  readonly frame: Frame;
  readonly brush: Brush | undefined;
  /** Ends that can be moved: the resnorms' lower end, the best, cannot. */
  readonly ends: readonly ("low" | "high")[];
  readonly onChange: (brush: Brush | undefined) => void;
  /** Where its name stands. */
  readonly anchor: "middle" | "end";
}

/** Half the width over which an axis is taken hold of, and half the height of an end, px. */
const grasp = 15;
const endReach = 9;

/** Half the width of an end, and where marks' labels are beside it, px. */
const endReachAcross = 6;
const besideEnds = 9;

const endNames = { low: "lower end", high: "upper end" } as const;

/** The axis with its name and marks; drawn on to filter, its ends moved by keys, too. */
export function AxisBrush({ axis, x, frame, brush, ends, anchor, onChange }: AxisBrushProps) {
  const held = useRef<Grip>(undefined);
  const height = frame.bottom - frame.top;
  const yOf = (position: number) => frame.bottom - position * height;
  const shown = brush ?? wholeAxis;
  const positionOf = ({ currentTarget, clientY }: PointerEvent) => {
    const box = currentTarget.getBoundingClientRect();
    return 1 - (clientY - box.top - grasp) / (box.height - 2 * grasp);
  };
  const marks = marksOf(axis, height / 50);
  const put = (next: Brush) => onChange(ends.includes("low") ? next : { ...next, low: 0 });
  const press = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = grip(brush, positionOf(event), endReach / height);
  };
  const drag = (event: PointerEvent) => {
    if (held.current === undefined) return;
    event.stopPropagation();
    const at = positionOf(event);
    const { part } = held.current;
    // A threshold follows the hand, wherever it was taken.
    put(ends.includes("low") || part === "high" ? dragged(held.current, at) : upTo(at));
  };
  const release = (event: PointerEvent) => {
    const taken = held.current;
    held.current = undefined;
    const isClick = taken?.part === "new" && Math.abs(positionOf(event) - taken.at) * height < 3;
    if (isClick) onChange(undefined);
  };
  const keys = (end: "low" | "high") => (event: KeyboardEvent) => {
    if (["Delete", "Backspace", "Escape"].includes(event.key)) return onChange(undefined);
    const steps = sliderSteps(event);
    if (steps !== undefined) put(stepped(shown, end, steps * axis.step));
  };
  return (
    <g className="axis">
      <text
        x={anchor === "end" ? x + grasp : x}
        y={11}
        fill="currentColor"
        fontSize={12}
        fontWeight={600}
        textAnchor={anchor}
      >
        {axis.name}
      </text>
      {axis.unit !== "" && (
        <text
          x={anchor === "end" ? x + grasp : x}
          y={23}
          fill="currentColor"
          fillOpacity={0.75}
          fontSize={10}
          textAnchor={anchor}
        >
          {axis.unit}
        </text>
      )}
      <g stroke="currentColor" strokeOpacity={0.6}>
        <line x1={x} x2={x} y1={frame.top} y2={frame.bottom} />
        {marks.map(({ value, label }) => (
          <line
            key={value}
            x1={x - (label === "" ? 2 : 4)}
            x2={x}
            y1={yOf(value)}
            y2={yOf(value)}
          />
        ))}
      </g>
      <g className="labels" fill="currentColor" fontSize={10} textAnchor="end">
        {marks.map(({ value, label }) => (
          <text key={value} x={x - besideEnds} y={yOf(value) + 3.5}>
            {label}
          </text>
        ))}
      </g>
      {brush !== undefined && (
        <rect
          className="brush"
          fill="currentColor"
          fillOpacity={0.25}
          stroke="currentColor"
          x={x - 6}
          width={12}
          y={yOf(brush.high)}
          height={Math.max(1, (brush.high - brush.low) * height)}
        />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the ends beside it are the sliders. */}
      <rect
        className="grasp"
        fill="transparent"
        x={x - grasp}
        width={2 * grasp}
        y={frame.top - grasp}
        height={height + 2 * grasp}
        onPointerDown={press}
        onPointerMove={drag}
        onPointerUp={release}
        onDoubleClick={() => onChange(undefined)}
      />
      {ends.map((end) => (
        <rect
          key={end}
          className="end"
          fill="currentColor"
          fillOpacity={0}
          data-brushed={brush !== undefined}
          role="slider"
          tabIndex={0}
          aria-label={`${axis.name}, ${endNames[end]}`}
          aria-orientation="vertical"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(100 * shown[end])}
          aria-valuetext={shortQuantity(valueAt(axis, shown[end]), axis.unit)}
          x={x - endReachAcross}
          width={2 * endReachAcross}
          y={yOf(shown[end]) - 3}
          height={6}
          rx={3}
          onKeyDown={keys(end)}
        />
      ))}
    </g>
  );
}

/** Everything up to a position. */
function upTo(at: number): Brush {
  return { low: 0, high: Math.min(1, Math.max(0, at)) };
}
