/**
 * Models as lines across the axes. Values of a grid lie on one another exactly: a hundred segments would
 * be seen between two axes of ten values, however many models there are. So each model keeps a small
 * distance from the value it has, the same on every axis, within a part of the grid's step: bundles show
 * how many models they hold and of which colours, and one line can be told from the next. The best
 * model is where its values are.
 */
import type { Models } from "./models.ts";
import { type PlotAxis, positionOf } from "./plot-axis.ts";

/** Lines laid out, in CSS pixels from the upper left corner of the plot. */
export interface Lines {
  readonly count: number;
  /** Of the axes, rising. */
  readonly xs: Float32Array;
  /** [count][axes]. */
  readonly ys: Float32Array;
  /** Of each line: 0, the best resnorm on the axis … 255, the worst. */
  readonly shades: Uint8Array;
}

/** Where the axes stand. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Part of a grid's step over which the models of one value are spread, and the most of it, px. */
const spread = 0.5;
const mostSpread = 12;

/** The golden ratio's fractional part: its multiples fill an interval evenly, however many they are. */
const golden = (Math.sqrt(5) - 1) / 2;

/** How far from a line it is still pointed at, px. */
const reach = 6;

/** Where the axes stand, from left to right. */
export function axisPositions(axes: number, { left, right }: Frame): Float32Array {
  return Float32Array.from({ length: axes }, (_, i) =>
    axes === 1 ? (left + right) / 2 : left + (i * (right - left)) / (axes - 1),
  );
}

/** Lays out the models; the last axis is that of the resnorms. */
export function linesOf(models: Models, axes: readonly PlotAxis[], frame: Frame): Lines {
  const { names, count, parameters, resnorms, ranks } = models;
  const height = frame.bottom - frame.top;
  const last = axes.length - 1;
  const ys = new Float32Array(count * axes.length);
  const shades = new Uint8Array(count);
  for (const [a, axis] of axes.entries()) {
    const column = names.indexOf(axis.name);
    const room = a === last ? 0 : Math.min(mostSpread, spread * axis.step * height);
    for (let i = 0; i < count; i++) {
      const value = a === last ? resnorms[i]! : parameters[i * names.length + column]!;
      const part = positionOf(axis, value);
      const aside = ((ranks[i]! * golden + 0.5) % 1) - 0.5;
      ys[i * axes.length + a] = frame.bottom - part * height + aside * room;
      if (a === last) shades[i] = Math.round(255 * part);
    }
  }
  return { count, xs: axisPositions(axes.length, frame), ys, shades };
}

/** The line pointed at among the first `count`: the nearest, the better of two as near. */
export function lineAt(
  { xs, ys }: Lines,
  count: number,
  { x, y }: { readonly x: number; readonly y: number },
): number | undefined {
  const right = xs.findIndex((at) => at >= x);
  const gap = right < 0 ? xs.length - 2 : Math.max(0, right - 1);
  const [from, to] = [xs[gap]!, xs[gap + 1]!];
  const part = (x - from) / (to - from);
  if (!(part >= -0.1 && part <= 1.1)) return undefined;
  let nearest: number | undefined;
  let least: number = reach;
  for (let i = 0; i < count; i++) {
    const start = ys[i * xs.length + gap]!;
    const rise = ys[i * xs.length + gap + 1]! - start;
    const distance = Math.abs(start + part * rise - y) / Math.hypot(1, rise / (to - from));
    if (distance < least) {
      least = distance;
      nearest = i;
    }
  }
  return nearest;
}
