/** The momentum panel: |φ(p)|² of the frame that is shown. */
import { useCallback, useRef } from "react";
import type { Problem } from "#src/tunneling/problem.ts";
import { momentumDensity } from "#src/tunneling/theory.ts";
import { type Palette, usePalette } from "../app/palette.ts";
import { Canvas, type Draw } from "./canvas.tsx";
import { type MomentumSpectrum, momentumSpectrum, shownMomenta } from "./momentum.ts";
import { drawFrame, type Frame } from "./panel-frame.ts";
import type { Run } from "./run.ts";
import "./panel.css";

/** |φ(p)|² now, filled by the direction it moves in, over that of the start. */
export function MomentumPanel() {
  const palette = usePalette();
  const spectrum = useRef<{ run: Run; spectrum: MomentumSpectrum } | undefined>(undefined);
  const draw = useCallback<Draw>(
    (context, width, height, { question, shown }) => {
      const problem = shown?.run.question.problem ?? question?.problem;
      if (problem === undefined) return;
      const reach = shownMomenta(problem);
      if (shown !== undefined && spectrum.current?.run !== shown.run) {
        spectrum.current = { run: shown.run, spectrum: momentumSpectrum(problem, reach / 250) };
      }
      const density = shown && spectrum.current?.spectrum.of(shown.run.wave.frame(shown.index));
      const most = top(density, problem);
      const frame = drawFrame(context, palette, {
        width,
        height,
        x: [-reach, reach],
        y: [0, most],
        xLabel: "Momentum p",
      });
      if (density !== undefined) {
        drawDensity(context, frame, spectrum.current!.spectrum.momenta, density, palette);
      }
      drawStart(context, frame, problem, palette);
    },
    [palette],
  );
  return (
    <section className="panel" aria-label="Momentum">
      <h2>
        Momentum <span className="symbol">|φ(p)|²</span>
        <span className="key">
          <i className="line dashed" /> at the start
        </span>
      </h2>
      <Canvas draw={draw} live label="Distribution of the packet’s momentum in the shown frame." />
    </section>
  );
}

/** The density at the panel's top: some more than at the start, and more in steps if need be. */
function top(density: Float64Array | undefined, problem: Problem): number {
  const usual = 1.25 * momentumDensity(problem, problem.momentum);
  const needed = density?.reduce((most, value) => Math.max(most, value), 0) ?? 0;
  return usual * 1.6 ** Math.max(0, Math.ceil(Math.log(needed / usual) / Math.log(1.6)));
}

function drawDensity(
  context: CanvasRenderingContext2D,
  { x, y }: Frame,
  momenta: Float64Array,
  density: Float64Array,
  palette: Palette,
): void {
  const middle = (momenta.length - 1) / 2;
  const step = momenta[1]! - momenta[0]!;
  const first = Math.max(0, Math.floor(middle + x.min / step));
  const last = Math.min(momenta.length - 1, Math.ceil(middle + x.max / step));
  for (const [from, to, colour] of [
    [first, middle, palette.reflected],
    [middle, last, palette.transmitted],
  ] as const) {
    context.beginPath();
    context.moveTo(x.to(momenta[from]!), y.to(0));
    for (let i = from; i <= to; i++) context.lineTo(x.to(momenta[i]!), y.to(density[i]!));
    context.lineTo(x.to(momenta[to]!), y.to(0));
    context.globalAlpha = 0.28;
    context.fillStyle = colour;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = colour;
    context.lineWidth = 1.3;
    context.stroke();
  }
}

function drawStart(
  context: CanvasRenderingContext2D,
  { x, y, left, right }: Frame,
  problem: Problem,
  palette: Palette,
): void {
  context.beginPath();
  for (let px = left; px <= right; px += 0.25) {
    context.lineTo(px, y.to(momentumDensity(problem, x.from(px))));
  }
  context.setLineDash([3, 3]);
  context.strokeStyle = palette.dim;
  context.lineWidth = 1;
  context.stroke();
  context.setLineDash([]);
}
