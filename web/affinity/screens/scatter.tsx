/** Ligands as points over two of their figures: pointed at, opened, sifted by a box, by hand or by keys. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { type PointerEvent, useId, useMemo, useRef, useState } from "react";
import type { ScreenLigand } from "#src/client/index.ts";
import { usePalette } from "../../app/palette.ts";
import type { Interval } from "../../plot/domain.ts";
import { ExportMenu } from "../../plot/export-menu.tsx";
import { areaOf, Frame, scalesOf } from "../../plot/frame.tsx";
import { useSize } from "../../plot/size.ts";
import { Box, type Corners } from "./box.tsx";
import { csvFile, pngOf, svgOf } from "./scatter-files.ts";
import { Across, Ring } from "./scatter-marks.tsx";
import {
  type Axes,
  domainOf,
  type Points,
  plotAxes,
  pointAt,
  pointsOf,
  rangeOf,
} from "./scatter-points.ts";
import { type Sieve, withRange } from "./sifting.ts";
import { keysTold, usePlotKeys } from "./use-plot-keys.ts";
import { usePointsPainted } from "./use-points-painted.ts";
import "../../plot/plot.css";
import "./scatter.css";

interface ScatterProps {
  /** What it is called, on the page and in file names. */
  readonly name: string;
  readonly axes: Axes;
  readonly rows: readonly ScreenLigand[];
  readonly sieve: Sieve;
  readonly onSift: (sieve: Sieve) => void;
  readonly pointed: ScreenLigand | undefined;
  readonly onPoint: (place: number | undefined) => void;
  readonly onOpen: (place: number) => void;
  /** Whether the figures are invented: it is written across the plot, and in its files. */
  readonly isSimulated: boolean;
}

/** A drag shorter than this is a click, px. */
const clickReach = 4;

/** The plot. What the sieve holds back is drawn faintly. */
export function Scatter(props: ScatterProps) {
  const { name, axes, rows, sieve, onSift, pointed, onPoint, onOpen, isSimulated } = props;
  const id = useId();
  const palette = usePalette();
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const size = useSize(place);
  const points = useMemo(() => pointsOf(rows, axes), [rows, axes]);
  const domain = useMemo(() => domainOf(points, axes), [points, axes]);
  const scales = useMemo(() => size && scalesOf(domain, areaOf(size)), [domain, size]);
  usePointsPainted(canvas, { points, sieve, size, scales, palette });
  const [drag, setDrag] = useState<Corners>();
  const sift = (x: Interval, y: Interval) =>
    onSift(
      withRange(withRange(sieve, axes.x, rangeOf(axes.x, ...x)), axes.y, rangeOf(axes.y, ...y)),
    );
  const placeOf = ({ clientX, clientY }: PointerEvent) => {
    const { left, top } = svg.current!.getBoundingClientRect();
    return [clientX - left, clientY - top] as const;
  };
  const move = (event: PointerEvent) => {
    const to = placeOf(event);
    if (drag !== undefined) return setDrag({ ...drag, to });
    const at = scales && pointAt(points, scales, to);
    onPoint(at === undefined ? undefined : points.rows[at]!.place);
  };
  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const from = placeOf(event);
    setDrag({ from, to: from });
  };
  const release = (event: PointerEvent) => {
    if (drag === undefined || scales === undefined) return;
    setDrag(undefined);
    const { from } = drag;
    const to = placeOf(event);
    if (Math.hypot(to[0] - from[0], to[1] - from[1]) < clickReach) {
      const at = pointAt(points, scales, to);
      if (at !== undefined) onOpen(points.rows[at]!.place);
      return;
    }
    const { across, up } = scales;
    sift([across.from(from[0]), across.from(to[0])], [up.from(from[1]), up.from(to[1])]);
  };
  const clear = () => onSift(withRange(withRange(sieve, axes.x, undefined), axes.y, undefined));
  const isBoxed = sieve.ranges[axes.x] !== undefined || sieve.ranges[axes.y] !== undefined;
  const keys = usePlotKeys({
    points,
    axes,
    pointed,
    onPoint,
    onOpen,
    onBox: (a, b) => sift([points.xs[a]!, points.xs[b]!], [points.ys[a]!, points.ys[b]!]),
    onClear: clear,
  });
  const corners =
    scales &&
    keys.box?.map((i) => [scales.across.to(points.xs[i]!), scales.up.to(points.ys[i]!)] as const);
  const drawn = { points, axes, sieve, isSimulated };
  return (
    <figure className="plot scatter" aria-label={name}>
      <div
        className="place"
        ref={place}
        role="application"
        aria-label={`${name}, by keys`}
        aria-describedby={`${id}-keys`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is walked through by keys.
        tabIndex={0}
        onKeyDown={keys.onKeyDown}
        onBlur={keys.onBlur}
      >
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus. */}
        <canvas ref={canvas} aria-hidden="true" style={size} />
        {size && scales && (
          <svg
            ref={svg}
            role="img"
            aria-label={described(name, points, isSimulated)}
            width={size.width}
            height={size.height}
            onPointerDown={press}
            onPointerMove={move}
            onPointerUp={release}
            onPointerCancel={() => setDrag(undefined)}
            onPointerLeave={() => onPoint(undefined)}
          >
            <Frame
              x={plotAxes[axes.x]}
              y={plotAxes[axes.y]}
              domain={domain}
              size={size}
              palette={palette}
            />
            <text x={areaOf(size).left} y={21} fill={palette.text} fontSize={12} fontWeight={600}>
              {name}
            </text>
            {isSimulated && <Across size={size} palette={palette} />}
            <Box
              {...{ axes, sieve, scales, palette }}
              drag={drag ?? (corners && { from: corners[0]!, to: corners[1]! })}
              area={areaOf(size)}
            />
            <Ring {...{ points, scales, palette }} row={pointed} />
          </svg>
        )}
        <p className="keys" id={`${id}-keys`} hidden={keys.told !== ""}>
          {keysTold}
        </p>
      </div>
      <p className="unseen" role="status">
        {keys.told}
      </p>
      <div className="plot-tools">
        {isBoxed && (
          <Tooltip label={`${name}: take the box away`}>
            <ActionIcon size="sm" aria-label={`${name}: take the box away`} onClick={clear}>
              <IconX size={15} />
            </ActionIcon>
          </Tooltip>
        )}
        <ExportMenu
          name={name}
          files={[
            {
              ending: "png",
              make: () => pngOf(svg.current!, canvas.current!, palette.background),
            },
            { ending: "svg", make: () => svgOf(svg.current!, drawn, scales!, palette) },
            { ending: "csv", make: () => csvFile(drawn) },
          ]}
        />
      </div>
    </figure>
  );
}

function described(name: string, { rows }: Points, isSimulated: boolean): string {
  const count = rows.length === 1 ? "1 ligand" : `${rows.length.toLocaleString()} ligands`;
  return `${isSimulated ? "Demonstration, invented numbers. " : ""}${name} of ${count}`;
}
