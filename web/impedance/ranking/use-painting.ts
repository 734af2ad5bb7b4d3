/** A canvas that is painted with lines. */
import { type RefObject, useEffect, useRef } from "react";
import type { Size } from "../../plot/size.ts";
import type { Lines } from "./lines.ts";
import { Painter } from "./painter.ts";

/** How lines look: each hides half of what is behind it, so that a bundle shows more than its best. */
export const look = { thickness: 1.3, opacity: 0.5 } as const;

/** Paints whenever the lines, the place or the colours have changed. */
export function usePainting(
  canvas: RefObject<HTMLCanvasElement | null>,
  { xs, ys, shades }: Lines,
  count: number,
  { width, height }: Size,
  ramp: Uint8Array,
): void {
  const painter = useRef<Painter>(undefined);
  useEffect(() => {
    const begun = new Painter(canvas.current!);
    painter.current = begun;
    return () => begun.close();
  }, [canvas]);
  useEffect(() => {
    if (width === 0 || height === 0) return;
    const ratio = window.devicePixelRatio;
    const lines = { xs, ys, shades, count };
    painter.current!.show({ lines, width, height, ratio, ramp, ...look });
  }, [xs, ys, shades, count, width, height, ramp]);
}
