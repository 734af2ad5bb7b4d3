/** A plot of ligands as files. */
import type { Palette } from "../../app/palette.ts";
import { csvOf } from "../../plot/csv.ts";
import type { scalesOf } from "../../plot/frame.tsx";
import { pngFile, svgFile } from "../../plot/svg-file.ts";
import { smilesOf } from "./columns.ts";
import { dotOf } from "./points-raster.ts";
import type { Axes, Points } from "./scatter-points.ts";
import { passes, type Sieve } from "./sifting.ts";

const svg = "http://www.w3.org/2000/svg";

/** What a file is made of. */
export interface Drawn {
  readonly points: Points;
  readonly axes: Axes;
  readonly sieve: Sieve;
  readonly isSimulated: boolean;
}

/** As a PNG: the axes, and the points as they are painted. */
export function pngOf(axes: SVGSVGElement, painted: HTMLCanvasElement, background: string) {
  const image = document.createElementNS(svg, "image");
  image.setAttribute("href", painted.toDataURL());
  image.setAttribute("width", "100%");
  image.setAttribute("height", "100%");
  return pngFile(axes, background, image);
}

/** As an SVG: every point is a circle. */
export function svgOf(
  drawing: SVGSVGElement,
  { points, sieve }: Drawn,
  { across, up }: ReturnType<typeof scalesOf>,
  { transmitted, background }: Palette,
) {
  const group = document.createElementNS(svg, "g");
  group.setAttribute("fill", transmitted);
  const isIn = passes(sieve);
  const dot = dotOf(points.rows.length);
  for (const [i, row] of points.rows.entries()) {
    const circle = document.createElementNS(svg, "circle");
    circle.setAttribute("cx", across.to(points.xs[i]!).toFixed(1));
    circle.setAttribute("cy", up.to(points.ys[i]!).toFixed(1));
    circle.setAttribute("r", String(dot.radius));
    circle.setAttribute("fill-opacity", String(isIn(row) ? dot.opacity : dot.faint));
    group.append(circle);
  }
  return svgFile(drawing, background, group);
}

/** The points that the sieve lets through as CSV, each with its place, name and SMILES. */
export function csvFile({ points, axes, sieve, isSimulated }: Drawn) {
  const isIn = passes(sieve);
  const rows = points.rows.flatMap((row, i) =>
    isIn(row)
      ? [
          [
            row.place,
            row.name ?? "",
            smilesOf(row),
            points.xs[i]!,
            points.ys[i]!,
            ...(isSimulated ? ["invented"] : []),
          ],
        ]
      : [],
  );
  const headings = ["place", "name", "smiles", axes.x, axes.y];
  const text = csvOf([...headings, ...(isSimulated ? ["simulated"] : [])], rows);
  return new Blob([text], { type: "text/csv" });
}
