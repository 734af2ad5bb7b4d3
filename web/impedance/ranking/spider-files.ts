/** The plot, and the models in it, as files. */
import { csvOf } from "../../plot/csv.ts";
import { pngFile, svgFile } from "../../plot/svg-file.ts";
import type { Lines } from "./lines.ts";
import { type Models, valuesAt } from "./models.ts";
import { colourOf } from "./shades.ts";
import { pointsOf } from "./single-line.tsx";
import { look } from "./use-painting.ts";

const svg = "http://www.w3.org/2000/svg";

/** As a PNG: the axes, and the lines as they are painted. */
export function pngOf(axes: SVGSVGElement, painted: HTMLCanvasElement, background: string) {
  const image = document.createElementNS(svg, "image");
  image.setAttribute("href", painted.toDataURL());
  image.setAttribute("width", "100%");
  image.setAttribute("height", "100%");
  return pngFile(axes, background, image);
}

/** As an SVG: every line is one, the best the last. */
export function svgOf(axes: SVGSVGElement, lines: Lines, ramp: Uint8Array, background: string) {
  const group = document.createElementNS(svg, "g");
  group.setAttribute("fill", "none");
  group.setAttribute("stroke-width", String(look.thickness));
  group.setAttribute("stroke-opacity", String(look.opacity));
  for (let i = lines.count - 1; i >= 0; i--) {
    const line = document.createElementNS(svg, "polyline");
    line.setAttribute("stroke", colourOf(ramp, lines.shades[i]!));
    line.setAttribute("points", pointsOf(lines, i));
    group.append(line);
  }
  return svgFile(axes, background, group);
}

/** The models as CSV: rank from 1, resnorm, parameters, in SI units with every digit. */
export function csvFile(models: Models, count: number, metric: string, units: readonly string[]) {
  const named = models.names.map((name, i) => (units[i] ? `${name} (${units[i]})` : name));
  const rows = Array.from({ length: count }, (_, i) => [
    models.ranks[i]! + 1,
    models.resnorms[i]!,
    ...valuesAt(models, i),
  ]);
  return new Blob([csvOf(["rank", metric, ...named], rows)], { type: "text/csv" });
}
