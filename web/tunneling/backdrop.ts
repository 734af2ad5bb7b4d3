/** What is behind the wave: the three regions, the axes of position and energy, the packet's energies. */
import type { Problem } from "#src/tunneling/problem.ts";
import { energyDensity, meanKineticEnergy } from "#src/tunneling/theory.ts";
import type { Palette } from "../app/palette.ts";
import { scale, tickLabel, ticks } from "../plot/axis.ts";
import { font, type Ink, line } from "../plot/ink.ts";
import type { View } from "./view.ts";

/** What stays the same while a wave plays, drawn once for each size and question, then copied. */
interface Backdrop {
  readonly key: readonly unknown[];
  readonly image: OffscreenCanvas;
}

const backdrops = new WeakMap<HTMLCanvasElement, Backdrop>();

/** Draws the regions, the axes and the packet's energies under everything that moves. */
export function drawBackdrop(
  context: CanvasRenderingContext2D,
  view: View,
  problem: Problem,
  palette: Palette,
): void {
  const { canvas } = context;
  const { energy, width, height } = view;
  const key = [
    problem,
    palette,
    canvas.width,
    canvas.height,
    width,
    height,
    energy.min,
    energy.max,
  ];
  let backdrop = backdrops.get(canvas);
  if (backdrop === undefined || key.some((part, i) => part !== backdrop?.key[i])) {
    const image = new OffscreenCanvas(canvas.width, canvas.height);
    const still = image.getContext("2d", { alpha: false })!;
    still.setTransform(context.getTransform());
    still.fillStyle = palette.background;
    still.fillRect(0, 0, width, height);
    drawRegions(still, view, problem, palette);
    drawPositions(still, view, palette);
    drawEnergies(still, view, problem, palette);
    backdrop = { key, image };
    backdrops.set(canvas, backdrop);
  }
  context.save();
  context.resetTransform();
  context.drawImage(backdrop.image, 0, 0);
  context.restore();
}

function drawRegions(context: Ink, view: View, problem: Problem, palette: Palette): void {
  const { left, right, top, middle, lower, bottom, x } = view;
  const [start, end] = [x.to(problem.barrierStart), x.to(problem.barrierEnd)];
  const mirrored = problem.x0 > (problem.barrierStart + problem.barrierEnd) / 2;
  const [near, far] = mirrored
    ? [palette.transmittedTint, palette.reflectedTint]
    : [palette.reflectedTint, palette.transmittedTint];
  for (const [from, to] of [
    [top, middle],
    [lower, bottom],
  ] as const) {
    context.fillStyle = near;
    context.fillRect(left, from, start - left, to - from);
    context.fillStyle = palette.insideTint;
    context.fillRect(start, from, end - start, to - from);
    context.fillStyle = far;
    context.fillRect(end, from, right - end, to - from);
  }
}

function drawPositions(context: Ink, view: View, palette: Palette): void {
  const { left, right, top, middle, lower, bottom, x, roomy } = view;
  const { values, step } = ticks(x.min, x.max, (right - left) / (roomy ? 90 : 60));
  context.font = font(11);
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const value of values) {
    const at = Math.round(x.to(value)) + 0.5;
    line(context, palette.grid, at, top, at, middle);
    line(context, palette.grid, at, lower, at, bottom);
    context.fillStyle = palette.dim;
    context.fillText(tickLabel(value, step), at, bottom + 6);
  }
  context.strokeStyle = palette.axis;
  context.lineWidth = 1;
  context.strokeRect(left + 0.5, lower + 0.5, right - left - 1, bottom - lower - 1);
  const zero = Math.round((lower + bottom) / 2) + 0.5;
  line(context, palette.grid, left, zero, right, zero);
  if (!roomy) return;
  context.fillStyle = palette.dim;
  context.fillText("Position x", (left + right) / 2, bottom + 23);
  context.font = font(11, 600);
  context.textBaseline = "middle";
  context.textAlign = "right";
  context.fillStyle = palette.real;
  context.fillText("Re ψ", left - 8, zero - 9);
  context.fillStyle = palette.imag;
  context.fillText("Im ψ", left - 8, zero + 9);
}

/** The energy axis on the right, and the packet's distribution over it. */
function drawEnergies(context: Ink, view: View, problem: Problem, palette: Palette): void {
  const { left, right, top, middle, energy, side, roomy } = view;
  const { values, step } = ticks(energy.min, energy.max, (middle - top) / 46);
  context.font = font(11);
  context.textAlign = "left";
  context.textBaseline = "middle";
  for (const value of values) {
    const at = Math.round(energy.to(value)) + 0.5;
    line(context, value === 0 ? palette.axis : palette.grid, left, at, right, at);
    line(context, palette.grid, side[0], at, side[1], at);
    context.fillStyle = palette.dim;
    context.fillText(tickLabel(value, step), right + 6, at);
  }
  context.strokeStyle = palette.axis;
  context.strokeRect(left + 0.5, top + 0.5, right - left - 1, middle - top - 1);

  const points: number[] = [];
  let most = 0;
  const pixels = Math.ceil(middle - top);
  for (let i = 0; i <= pixels; i++) {
    points.push(energyDensity(problem, energy.from(top + i)));
    // A packet almost at rest has a pole at E = 0: it is cut off rather than flattening the rest.
    if (i < pixels - 3) most = Math.max(most, points[i]!);
  }
  const wide = scale(0, most * 1.02 || 1, side[0], side[1]);
  context.beginPath();
  context.moveTo(side[0], top);
  points.forEach((density, i) => {
    context.lineTo(Math.min(side[1], wide.to(density)), top + i);
  });
  context.lineTo(side[0], middle);
  context.fillStyle = palette.energyFill;
  context.fill();
  context.strokeStyle = palette.energy;
  context.lineWidth = 1.2;
  context.stroke();

  const mean = Math.round(energy.to(meanKineticEnergy(problem))) + 0.5;
  context.setLineDash([2, 4]);
  line(context, palette.energy, left, mean, right, mean);
  line(context, palette.energy, side[0], mean, side[1], mean);
  const height = Math.round(energy.to(problem.barrierHeight)) + 0.5;
  const hasBarrier = problem.barrierHeight !== 0;
  if (hasBarrier) line(context, palette.barrier, side[0], height, side[1], height);
  context.setLineDash([]);
  // The upper line is named above it, the lower one below: their names never meet.
  const named = (name: string, colour: string, at: number, above: boolean) => {
    context.font = font(roomy ? 11 : 9);
    context.textAlign = "right";
    context.textBaseline = above ? "bottom" : "top";
    context.fillStyle = colour;
    context.fillText(name, side[1] - 1, above ? at - 1 : at + 3);
  };
  const isMeanAbove = !hasBarrier || mean <= height;
  named("mean", palette.energy, mean, isMeanAbove);
  if (hasBarrier) named("V₀", palette.barrier, height, !isMeanAbove);
  context.textAlign = "left";
  if (!roomy) return;
  context.fillStyle = palette.dim;
  context.textBaseline = "top";
  context.font = font(11);
  context.fillText("Energy E", right + 6, middle + 10);
  context.fillStyle = palette.energy;
  context.fillText("packet’s", side[0], middle + 10);
  context.fillText("energies", side[0], middle + 24);
}
