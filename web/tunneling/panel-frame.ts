/** Frame, axes and grid of a small plot. */
import type { Palette } from "../app/palette.ts";
import { type Scale, scale, tickLabel, ticks } from "../plot/axis.ts";
import { font } from "../plot/ink.ts";

/** Where a small plot's curves go, CSS pixels. */
export interface Frame {
  readonly x: Scale;
  readonly y: Scale;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface FrameOptions {
  readonly width: number;
  readonly height: number;
  readonly x: readonly [min: number, max: number];
  readonly y: readonly [min: number, max: number];
  readonly xLabel: string;
  readonly yPercent?: boolean;
}

/** Clears the canvas and draws a plot's frame; the curves are the caller's. */
export function drawFrame(
  context: CanvasRenderingContext2D,
  palette: Palette,
  { width, height, x: [xMin, xMax], y: [yMin, yMax], xLabel, yPercent = false }: FrameOptions,
): Frame {
  const [left, right, top, bottom] = [44, width - 12, 8, height - 38];
  const x = scale(xMin, xMax, left, right);
  const y = scale(yMin, yMax, bottom, top);
  context.fillStyle = palette.background;
  context.fillRect(0, 0, width, height);
  context.font = font(11);
  context.lineWidth = 1;
  context.fillStyle = palette.dim;

  context.strokeStyle = palette.grid;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.beginPath();
  const across = ticks(xMin, xMax, (right - left) / 68);
  for (const value of across.values) {
    const at = Math.round(x.to(value)) + 0.5;
    context.moveTo(at, top);
    context.lineTo(at, bottom);
    context.fillText(tickLabel(value, across.step), at, bottom + 5);
  }
  context.textAlign = "right";
  context.textBaseline = "middle";
  const percents = bottom - top < 80 ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1];
  const up = yPercent ? { values: percents, step: 1 } : ticks(yMin, yMax, 4);
  for (const value of up.values) {
    const at = Math.round(y.to(value)) + 0.5;
    context.moveTo(left, at);
    context.lineTo(right, at);
    const label = yPercent ? `${value * 100} %` : tickLabel(value, up.step);
    context.fillText(label, left - 6, at);
  }
  context.stroke();
  context.strokeStyle = palette.axis;
  context.strokeRect(left + 0.5, top + 0.5, right - left - 1, bottom - top);
  context.textAlign = "center";
  context.textBaseline = "top";
  context.fillText(xLabel, (left + right) / 2, bottom + 21);
  return { x, y, left, right, top, bottom };
}
