/** A canvas with the points of a plot. */
import { type RefObject, useEffect } from "react";
import type { Palette } from "../../app/palette.ts";
import type { scalesOf } from "../../plot/frame.tsx";
import type { Size } from "../../plot/size.ts";
import { dotOf, rasterOf } from "./points-raster.ts";
import type { Points } from "./scatter-points.ts";
import { passes, type Sieve } from "./sifting.ts";

interface Painted {
  readonly points: Points;
  readonly sieve: Sieve;
  readonly size: Size | undefined;
  readonly scales: ReturnType<typeof scalesOf> | undefined;
  readonly palette: Palette;
}

/** Paints whenever the points, what is let through, the place or the colours have changed. */
export function usePointsPainted(
  canvas: RefObject<HTMLCanvasElement | null>,
  { points, sieve, size, scales, palette }: Painted,
): void {
  useEffect(() => {
    if (size === undefined || scales === undefined) return;
    const ratio = window.devicePixelRatio;
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    // On a page that is made small a CSS pixel is less than one of the screen's.
    if (width < 1 || height < 1) return;
    canvas.current!.width = width;
    canvas.current!.height = height;
    const dot = dotOf(points.rows.length);
    const isIn = points.rows.map(passes(sieve));
    const pixels = rasterOf(
      {
        xs: points.xs.map((x) => scales.across.to(x) * ratio),
        ys: points.ys.map((y) => scales.up.to(y) * ratio),
        opacities: isIn.map((isIn) => (isIn ? dot.opacity : dot.faint)),
        radius: dot.radius * ratio,
      },
      width,
      height,
      palette.transmitted,
    );
    canvas.current!.getContext("2d")!.putImageData(new ImageData(pixels, width, height), 0, 0);
    canvas.current!.dataset.points = String(isIn.filter(Boolean).length);
  }, [canvas, points, sieve, size, scales, palette]);
}
