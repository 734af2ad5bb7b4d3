/** The parallel-coordinates plot: models as lines across their parameters' axes. */
import { type PointerEvent, type RefObject, useMemo, useRef } from "react";
import { usePalette } from "../../app/palette.ts";
import { ExportMenu } from "../../plot/export-menu.tsx";
import { type Size, useSize } from "../../plot/size.ts";
import { AxisBrush } from "./axis-brush.tsx";
import { type Brush, type Brushes, withBrush } from "./brush.ts";
import { ColourBar } from "./colour-bar.tsx";
import { axisPositions, type Frame, lineAt, linesOf } from "./lines.ts";
import type { Models } from "./models.ts";
import type { PlotAxis } from "./plot-axis.ts";
import { SingleLine } from "./single-line.tsx";
import { csvFile, pngOf, svgOf } from "./spider-files.ts";
import { usePainting } from "./use-painting.ts";
import "./spider.css";

interface SpiderProps {
  readonly axes: readonly PlotAxis[];
  readonly models: Models;
  /** How many of the models are drawn: the best ones. */
  readonly count: number;
  /** Units of the parameters, in the models' order. */
  readonly units: readonly string[];
  /** Colours of the resnorms. */
  readonly ramp: Uint8Array;
  readonly brushes: Brushes;
  readonly onBrush: (brushes: Brushes) => void;
  readonly hovered: number | undefined;
  readonly onHover: (index: number | undefined) => void;
  readonly chosen: number | undefined;
  readonly onChoose: (index: number) => void;
}

/** Room around the axes, px: for marks to the left, for names and units above, for the colours to the right. */
const margin = { left: 40, right: 26, top: 36, bottom: 14 } as const;

/** Least distance of axes, px; where there is less room, the plot is scrolled. */
const closest = 58;

/** The plot. A line is hovered by the pointer or by the table, and chosen by a click. */
export function Spider({
  axes,
  models,
  count,
  units,
  ramp,
  brushes,
  onBrush,
  ...props
}: SpiderProps) {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const size = useSizeFor(place, axes.length);
  const frame = useMemo(() => frameIn(size), [size]);
  const lines = useMemo(() => linesOf(models, axes, frame), [models, axes, frame]);
  usePainting(canvas, lines, count, size, ramp);
  const { background } = usePalette();
  // Not drawn again while lines are pointed at.
  const drawnAxes = useMemo(() => {
    const xs = axisPositions(axes.length, frame);
    const change = (name: string) => (brush: Brush | undefined) =>
      onBrush(withBrush(brushes, name, brush));
    return axes.map((axis, i) => (
      <AxisBrush
        key={axis.name}
        axis={axis}
        x={xs[i]!}
        frame={frame}
        brush={brushes[axis.name]}
        ends={i === axes.length - 1 ? ["high"] : ["high", "low"]}
        anchor={i === axes.length - 1 ? "end" : "middle"}
        onChange={change(axis.name)}
      />
    ));
  }, [axes, frame, brushes, onBrush]);
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    props.onHover(lineAt(lines, count, at));
  };
  const drawn = { ...lines, count };
  return (
    <div className="spider-frame">
      <div className="spider" ref={place}>
        <div style={size}>
          {/* As small as can be until it is painted: its own size would be stretched. */}
          <canvas
            ref={canvas}
            width={1}
            height={1}
            style={size}
            role="img"
            aria-label={`${count} models as lines across ${axes.map(({ name }) => name).join(", ")}`}
          />
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the table below does the same by keys. */}
          <svg
            ref={drawing}
            style={size}
            onPointerMove={point}
            onPointerLeave={() => props.onHover(undefined)}
            onClick={() => props.hovered !== undefined && props.onChoose(props.hovered)}
          >
            <title>Ranked models</title>
            <ColourBar ramp={ramp} x={frame.right + 10} frame={frame} />
            <SingleLine lines={drawn} index={props.chosen} className="chosen" />
            <SingleLine lines={drawn} index={props.hovered} className="hovered" />
            {drawnAxes}
          </svg>
        </div>
      </div>
      <div className="export">
        <ExportMenu
          name="Ranking"
          files={[
            { ending: "png", make: () => pngOf(drawing.current!, canvas.current!, background) },
            { ending: "svg", make: () => svgOf(drawing.current!, drawn, ramp, background) },
            { ending: "csv", make: () => csvFile(models, count, axes.at(-1)!.name, units) },
          ]}
        />
      </div>
    </div>
  );
}

/** The plot's size: its place, or as wide as its axes need; nothing before it is laid out. */
function useSizeFor(place: RefObject<HTMLDivElement | null>, axes: number): Size {
  const room = useSize(place);
  return useMemo(() => {
    if (room === undefined) return { width: 0, height: 0 };
    const least = margin.left + margin.right + closest * (axes - 1);
    return { width: Math.max(room.width, least), height: room.height };
  }, [room, axes]);
}

function frameIn({ width, height }: Size): Frame {
  return {
    left: margin.left,
    right: Math.max(margin.left + 1, width - margin.right),
    top: margin.top,
    bottom: Math.max(margin.top + 1, height - margin.bottom),
  };
}
