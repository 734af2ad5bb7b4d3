/** A plot of curves over two axes, drawn as SVG: pointed at, magnified, moved and taken away. */
import { useEffect, useMemo, useRef, useState } from "react";
import { usePalette } from "../app/palette.ts";
import { Curves, Heading, type Series } from "./curves.tsx";
import { type Domain, moved, zoomed } from "./domain.ts";
import { areaOf, Frame, type PlotAxis, scalesOf } from "./frame.tsx";
import { nearestPoint } from "./path.ts";
import { PlotTools } from "./plot-tools.tsx";
import { type Size, useSize } from "./size.ts";
import "./plot.css";

interface PlotProps {
  /** What it is called, on the page and in file names. */
  readonly name: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  /** In the order of drawing; numbers on logarithmic axes are common logarithms. */
  readonly series: readonly Series[];
  /** The domain that shows them all in an area of that size. */
  readonly fit: (size: Size) => Domain;
  /** Number of the point that is marked on every curve, if any is. */
  readonly pointed: number | undefined;
  /** Told which point of `series[0]` the pointer is nearest to, by distance or across. */
  readonly onPoint: (index: number | undefined) => void;
  readonly nearest: "distance" | "x";
  /** The numbers of the plot, for its export. */
  readonly csv: () => string;
  /** What stands across the plot, also where it is saved; nothing by default. */
  readonly stamp?: string;
  readonly className?: string;
  readonly ref?: React.Ref<HTMLElement>;
}

/** How much a press of a button, and a notch of the wheel, magnifies. */
const [buttonZoom, wheelZoom] = [1.6, 1.2];

/** Room for the buttons in the corner, while all of them are there. */
const toolsWidth = 100;

/** The plot, in the place its surroundings give it. */
export function Plot(props: PlotProps) {
  const { name, x, y, series, fit, pointed, onPoint, nearest, csv, stamp, className, ref } = props;
  const palette = usePalette();
  const place = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const size = useSize(place);
  const [view, setView] = useState<Domain>();
  const domain = useMemo(() => view ?? (size && fit(inner(size))), [view, size, fit]);
  const scales = size && domain && scalesOf(domain, areaOf(size));
  const placeOf = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
    const { left, top } = svg.current!.getBoundingClientRect();
    return [clientX - left, clientY - top] as const;
  };
  const zoom = (factor: number, at?: readonly [number, number]) => {
    if (scales === undefined || domain === undefined) return;
    const { left, right, top, bottom } = areaOf(size!);
    const [px, py] = at ?? [(left + right) / 2, (top + bottom) / 2];
    setView(zoomed(domain, [scales.across.from(px), scales.up.from(py)], factor));
  };
  // What the buttons and the wheel do is looked up when they do it: so the buttons never change.
  const latest = useRef({ zoom, placeOf, csv });
  latest.current = { zoom, placeOf, csv };
  const tools = useMemo(
    () => ({
      svg: () => svg.current!,
      csv: () => latest.current.csv(),
      onZoom: (direction: 1 | -1) => latest.current.zoom(buttonZoom ** direction),
      onWheel: (event: WheelEvent) => {
        const factor = event.deltaY < 0 ? wheelZoom : 1 / wheelZoom;
        latest.current.zoom(factor, latest.current.placeOf(event));
      },
      onFit: () => setView(undefined),
    }),
    [],
  );
  useWheel(svg, tools.onWheel);

  const point = (event: React.PointerEvent) => {
    if (scales === undefined || domain === undefined || series[0] === undefined) return;
    if (event.buttons === 1 && event.pointerType === "mouse") {
      const { across, up } = scales;
      const dx = across.from(0) - across.from(event.movementX);
      setView(moved(domain, dx, up.from(0) - up.from(event.movementY)));
      return;
    }
    onPoint(nearestPoint(series[0], scales.across, scales.up, placeOf(event), nearest));
  };
  return (
    <figure ref={ref ?? null} className={`plot ${className ?? ""}`} aria-label={name}>
      <div className="place" ref={place}>
        {size && domain && (
          <svg
            ref={svg}
            role="img"
            aria-label={describe(name, series)}
            width={size.width}
            height={size.height}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              if (event.pointerType !== "mouse") point(event);
            }}
            onPointerMove={point}
            onPointerLeave={() => onPoint(undefined)}
            onDoubleClick={tools.onFit}
          >
            <Heading name={name} series={series} palette={palette} room={size.width - toolsWidth} />
            <Frame x={x} y={y} domain={domain} size={size} palette={palette} />
            <Curves {...{ series, domain, size, palette, pointed }} />
            {stamp !== undefined && <Stamp text={stamp} size={size} />}
          </svg>
        )}
      </div>
      <PlotTools
        name={name}
        svg={tools.svg}
        csv={tools.csv}
        onZoom={tools.onZoom}
        onFit={view && tools.onFit}
      />
    </figure>
  );
}

/** A sentence across the plot, which every saved picture of it has. */
function Stamp({ text, size }: { readonly text: string; readonly size: Size }) {
  const { left, right, top, bottom } = areaOf(size);
  return (
    <text
      x={(left + right) / 2}
      y={(top + bottom) / 2}
      textAnchor="middle"
      dominantBaseline="middle"
      fontSize={Math.max(11, (right - left) / 24)}
      fontWeight={700}
      fill="#d0342c"
      fillOpacity={0.7}
      pointerEvents="none"
    >
      {text}
    </text>
  );
}

function describe(name: string, series: readonly Series[]): string {
  return `${name}: ${series.map((curve) => curve.name).join(", ")}`;
}

/** The size of the area within a plot. */
function inner(size: Size): Size {
  const { left, right, top, bottom } = areaOf(size);
  return { width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

/** Hears the wheel with Ctrl, which also is what pinching a touchpad sends. */
function useWheel(svg: React.RefObject<SVGSVGElement | null>, turn: (event: WheelEvent) => void) {
  useEffect(() => {
    const hear = (event: WheelEvent) => {
      if (!(event.ctrlKey || event.metaKey) || !svg.current?.contains(event.target as Node)) return;
      // React listens passively, and the browser would magnify the page.
      event.preventDefault();
      turn(event);
    };
    document.addEventListener("wheel", hear, { passive: false });
    return () => document.removeEventListener("wheel", hear);
  }, [svg, turn]);
}
