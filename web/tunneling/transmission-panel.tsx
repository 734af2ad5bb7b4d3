/** The transmission panel: T(E) of theory, over the packet's energies. */
import { useCallback, useMemo } from "react";
import { outsideTheory } from "#src/tunneling/cautions.ts";
import type { Problem } from "#src/tunneling/problem.ts";
import {
  bandTop,
  continuumTransmission,
  energyDensity,
  groupVelocity,
  halfWaveEnergies,
  latticeEnergy,
  latticeTransmission,
  meanKineticEnergy,
  momentumSpread,
  predictedTransmission,
  type Transmission,
} from "#src/tunneling/theory.ts";
import { type Palette, usePalette } from "../app/palette.ts";
import { percent, shortNumber } from "../plot/axis.ts";
import { Canvas, type Draw } from "./canvas.tsx";
import { drawFrame, type Frame } from "./panel-frame.ts";
import "./panel.css";

/** T(E) on the lattice and in the continuum, with the packet's mean over each. */
export function TransmissionPanel({ problem }: { readonly problem: Problem }) {
  const palette = usePalette();
  const theory = useMemo(() => {
    const lattice = latticeTransmission(problem);
    const continuum = continuumTransmission(problem);
    return {
      lattice,
      continuum,
      onLattice: percent(predictedTransmission(problem, lattice, "lattice")),
      inContinuum: percent(predictedTransmission(problem, continuum, "continuum")),
      outside: outsideTheory(problem)?.message,
    };
  }, [problem]);

  const draw = useCallback<Draw>(
    (context, width, height) => {
      const frame = drawFrame(context, palette, {
        width,
        height,
        x: shownEnergies(problem),
        y: [0, 1.06],
        xLabel: "Energy E",
        yPercent: true,
      });
      drawPacket(context, frame, problem, palette);
      const { barrierHeight } = problem;
      context.setLineDash([2, 3]);
      if (barrierHeight > frame.x.min && barrierHeight < frame.x.max) {
        const at = Math.round(frame.x.to(barrierHeight)) + 0.5;
        context.beginPath();
        context.moveTo(at, frame.top);
        context.lineTo(at, frame.bottom);
        context.strokeStyle = palette.barrier;
        context.lineWidth = 1;
        context.stroke();
        context.fillStyle = palette.dim;
        context.textAlign = "right";
        context.textBaseline = "top";
        context.fillText("V₀", at - 4, frame.top + 4);
      }
      context.setLineDash([4, 3]);
      const tops = (medium: "lattice" | "continuum") =>
        halfWaveEnergies(problem, medium, frame.x.max);
      drawCurve(context, frame, theory.continuum, tops("continuum"), palette.dim, 1.2);
      context.setLineDash([]);
      drawCurve(context, frame, theory.lattice, tops("lattice"), palette.transmitted, 1.8);
    },
    [palette, problem, theory],
  );
  const { outside } = theory;
  const onLattice = outside === undefined ? theory.onLattice : "–";
  const inContinuum = outside === undefined ? theory.inContinuum : "–";
  return (
    <section className="panel" aria-label="Transmission">
      <h2>
        Transmission <span className="symbol roomy">T(E)</span>
        <span className="key transmitted">
          <i className="line" /> <span className="roomy">mean, </span>lattice{" "}
          <b data-testid="predicted">{onLattice}</b>
        </span>
        <span className="key">
          <i className="line dashed" /> continuum <b>{inContinuum}</b>
        </span>
      </h2>
      <p className="note" title={outside}>
        {outside ? `No mean: ${lowerFirst(outside)}` : carrierNote(problem)}
      </p>
      <Canvas
        draw={draw}
        live={false}
        label={`Transmission over energy, with the packet’s energies. ${outside ?? `Its mean over the packet is ${onLattice} on the lattice and ${inContinuum} in the continuum.`}`}
      />
    </section>
  );
}

/** What the lattice makes of the energy of the packet's mean momentum. */
function carrierNote(problem: Problem): string {
  const onGrid = shortNumber(latticeEnergy(problem, problem.momentum));
  const exact = shortNumber(problem.momentum ** 2 / (2 * problem.mass));
  return `Energy at p₀: ${onGrid} on this grid, ${exact} in the continuum.`;
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** Energies of the packet with some room, and the barrier's top when it is not too far. */
function shownEnergies(problem: Problem): [min: number, max: number] {
  const mean = meanKineticEnergy(problem);
  const speed = Math.abs(groupVelocity(problem, problem.momentum));
  const spread = Math.max(speed * momentumSpread(problem), mean / 40);
  const far = Math.min(Math.max(mean + 3.2 * spread, problem.barrierHeight * 1.1), 3 * mean);
  const near = Math.min(mean - 3.6 * spread, problem.barrierHeight * 0.85);
  return [Math.max(0, problem.barrierHeight < 0 ? 0 : near), Math.min(bandTop(problem), far)];
}

function drawPacket(
  context: CanvasRenderingContext2D,
  { x, left, right, top, bottom }: Frame,
  problem: Problem,
  palette: Palette,
): void {
  const densities: number[] = [];
  for (let px = left; px <= right; px++) densities.push(energyDensity(problem, x.from(px)));
  const most = Math.max(...densities.slice(3), 1e-300);
  context.beginPath();
  context.moveTo(left, bottom);
  densities.forEach((density, i) => {
    context.lineTo(left + i, bottom - Math.min(1, density / most) * 0.8 * (bottom - top));
  });
  context.lineTo(right, bottom);
  context.fillStyle = palette.energyFill;
  context.fill();
}

/** T(E), drawn through the energies `tops` besides those two a pixel. */
function drawCurve(
  context: CanvasRenderingContext2D,
  { x, y, left, right }: Frame,
  transmission: Transmission,
  tops: readonly number[],
  colour: string,
  width: number,
): void {
  context.beginPath();
  const pixels = tops.map(x.to).filter((px) => px > left && px < right);
  for (let px = left; px <= right; px += 0.5) pixels.push(px);
  pixels.sort((a, b) => a - b);
  for (const px of pixels) context.lineTo(px, y.to(transmission(x.from(px))));
  // Mitred, the narrow tops would reach far above 100 %.
  context.lineJoin = "round";
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}
