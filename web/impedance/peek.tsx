/** The Nyquist plot once more, small, for as long as a model is pointed at below the picture. */
import { type RefObject, useEffect, useState } from "react";
import type { Palette } from "../app/palette.ts";
import { Curves, Heading, type Series } from "../plot/curves.tsx";
import type { Domain } from "../plot/domain.ts";
import { areaOf, Frame, type PlotAxis } from "../plot/frame.tsx";
import type { Size } from "../plot/size.ts";
import "./peek.css";

interface PeekProps {
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly series: readonly Series[];
  readonly fit: (size: Size) => Domain;
  readonly palette: Palette;
}

/** As wide as the controls, above which it lies. */
const size: Size = { width: 330, height: 300 };

/** The plot; what it shows is said by the plot it repeats. */
export function Peek({ x, y, series, fit, palette }: PeekProps) {
  const { left, right, top, bottom } = areaOf(size);
  const domain = fit({ width: right - left, height: bottom - top });
  return (
    <div className="peek" aria-hidden>
      <svg {...size} aria-hidden>
        <Heading name="Nyquist" series={series} palette={palette} room={size.width} />
        <Frame x={x} y={y} domain={domain} size={size} palette={palette} />
        <Curves {...{ series, domain, size, palette }} pointed={undefined} />
      </svg>
    </div>
  );
}

/** Whether a third of an element is on the screen. */
export function useSeen(ref: RefObject<Element | null>): boolean {
  const [isSeen, setSeen] = useState(true);
  useEffect(() => {
    const watch = ([entry]: IntersectionObserverEntry[]) => setSeen(entry!.isIntersecting);
    const observer = new IntersectionObserver(watch, { threshold: 1 / 3 });
    observer.observe(ref.current!);
    return () => observer.disconnect();
  }, [ref]);
  return isSeen;
}
