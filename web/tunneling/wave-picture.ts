/** The picture: barrier, wave, axes and probabilities of one frame, on any canvas. */
import type { Problem } from "#src/tunneling/problem.ts";
import type { Palette } from "../app/palette.ts";
import { percent, tickLabel, ticks } from "../plot/axis.ts";
import { font, line } from "../plot/ink.ts";
import { drawBackdrop } from "./backdrop.ts";
import type { Run } from "./run.ts";
import type { View } from "./view.ts";
import { drawDensity, drawParts, type Wavelike } from "./wave-layer.ts";

type Context = CanvasRenderingContext2D;

/**
 * Draws everything. `problem` is the question on the page, whose barrier is drawn at once; `run` is
 * the newest answer, which may be to a slightly older question.
 */
export function drawPicture(
  context: Context,
  view: View,
  problem: Problem,
  shown: { readonly run: Run; readonly index: number } | undefined,
  palette: Palette,
): void {
  drawBackdrop(context, view, problem, palette);
  if (shown === undefined) {
    drawBarrier(context, view, problem, palette);
    return;
  }
  const { run, index } = shown;
  const frame = run.wave.frame(index);
  const wave: Wavelike = {
    frame,
    x: run.wave.x,
    turn: (run.carrier * frame.time) % (2 * Math.PI),
    scale: run.scale(index),
  };
  drawDensities(context, view, wave.scale, palette);
  drawDensity(context, view, wave, palette);
  drawBarrier(context, view, problem, palette);
  drawParts(context, view, wave, palette);
  drawProbabilities(context, view, problem, run, index, palette);
}

/** The density's axis on the left; its labels glide as the scale follows the wave. */
function drawDensities(context: Context, view: View, most: number, palette: Palette): void {
  const { left, top, energy, roomy } = view;
  const base = energy.to(0);
  const { values, step } = ticks(0, most, (base - top) / 60);
  context.font = font(11);
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const value of values) {
    const at = base - ((base - top) * value) / most;
    line(context, palette.axis, left - 4, at, left, at);
    context.fillStyle = palette.dim;
    if (at > top + 5) context.fillText(tickLabel(value, step), left - 7, at);
  }
  if (!roomy) return;
  context.save();
  context.translate(13, (top + view.middle) / 2);
  context.rotate(-Math.PI / 2);
  context.textAlign = "center";
  context.fillText("Probability density |ψ|²", 0, 0);
  context.restore();
}

function drawBarrier(context: Context, view: View, problem: Problem, palette: Palette): void {
  const { x, energy, left, right, middle, top, lower, bottom } = view;
  const [start, end] = [x.to(problem.barrierStart), x.to(problem.barrierEnd)];
  const base = energy.to(0);
  const height = Math.max(top, Math.min(middle, energy.to(problem.barrierHeight)));
  if (problem.barrierHeight !== 0) {
    context.fillStyle = palette.barrierFill;
    context.fillRect(start, Math.min(base, height), end - start, Math.abs(base - height));
    context.fillRect(start, lower, end - start, bottom - lower);
  }
  context.beginPath();
  context.moveTo(left, base);
  for (const [px, py] of [
    [start, base],
    [start, height],
    [end, height],
    [end, base],
    [right, base],
  ] as const) {
    context.lineTo(px, py);
  }
  context.strokeStyle = palette.barrier;
  context.lineWidth = 1.4;
  context.stroke();
  context.lineWidth = 3;
  context.beginPath();
  for (const wall of [left, right]) {
    context.moveTo(wall, top);
    context.lineTo(wall, middle);
  }
  context.stroke();
}

function drawProbabilities(
  context: Context,
  view: View,
  problem: Problem,
  run: Run,
  index: number,
  palette: Palette,
): void {
  const { reflected, inside, transmitted } = run.observables[index]!;
  const { x, left, right, top, roomy } = view;
  const [start, end] = [x.to(problem.barrierStart), x.to(problem.barrierEnd)];
  const { mirrored } = run.division;
  context.textBaseline = "top";
  context.font = font(roomy ? 13 : 11, 600);
  const write = (part: number, colour: string, align: "left" | "right" | "center", at: number) => {
    context.fillStyle = colour;
    context.textAlign = align;
    context.fillText(percent(part), at, top + 9);
  };
  const [near, far] = mirrored ? [transmitted, reflected] : [reflected, transmitted];
  const [nearColour, farColour] = mirrored
    ? [palette.transmitted, palette.reflected]
    : [palette.reflected, palette.transmitted];
  if (start - left > 70) write(near, nearColour, "right", start - 10);
  if (right - end > 70) write(far, farColour, "left", end + 10);
  if (end - start > 64) write(inside, palette.inside, "center", (start + end) / 2);
}
