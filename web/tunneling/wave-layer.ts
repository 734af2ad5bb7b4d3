/** The wave itself: |ψ|² filled with the colours of its phase, and the lines of Re ψ and Im ψ. */
import type { WaveFrame } from "#src/client/index.ts";
import { wheelSize } from "../app/colour.ts";
import type { Palette } from "../app/palette.ts";
import type { View } from "./view.ts";

/** What is drawn of one frame. */
export interface Wavelike {
  readonly frame: WaveFrame;
  readonly x: Float32Array;
  /** Radians added to every phase: ⟨E⟩t/ħ, which takes the mean energy's carrier away. */
  readonly turn: number;
  /** The density drawn at the lane's top. */
  readonly scale: number;
}

/** A canvas one pixel high, as wide as the picture: the phase's colour at each column. */
const strips = new WeakMap<HTMLCanvasElement | OffscreenCanvas, PhaseStrip>();

interface PhaseStrip {
  readonly context: OffscreenCanvasRenderingContext2D;
  readonly image: ImageData;
  readonly words: Uint32Array;
}

function stripFor(context: CanvasRenderingContext2D): PhaseStrip {
  const { canvas } = context;
  const known = strips.get(canvas);
  if (known?.image.width === canvas.width) return known;
  const strip = new OffscreenCanvas(canvas.width, 1).getContext("2d")!;
  const image = strip.createImageData(canvas.width, 1);
  const made = { context: strip, image, words: new Uint32Array(image.data.buffer) };
  strips.set(canvas, made);
  return made;
}

/** Fills |ψ|² from the line of zero energy upwards. */
export function drawDensity(
  context: CanvasRenderingContext2D,
  view: View,
  wave: Wavelike,
  palette: Palette,
): void {
  const ratio = context.getTransform().a;
  const strip = stripFor(context);
  colourColumns(strip.words, view, wave, palette.wheel, ratio);
  strip.context.putImageData(strip.image, 0, 0);

  const base = view.energy.to(0);
  const outline = densityPath(view, wave, base);
  const filled = new Path2D(outline);
  filled.lineTo(view.right, base);
  filled.lineTo(view.left, base);
  filled.closePath();

  context.save();
  clipTo(context, view, view.top, view.middle);
  const pattern = context.createPattern(strip.context.canvas, "repeat")!;
  pattern.setTransform(new DOMMatrix([1 / ratio, 0, 0, 1 / ratio, 0, 0]));
  context.fillStyle = pattern;
  context.fill(filled);
  context.strokeStyle = palette.outline;
  context.lineWidth = view.roomy ? 1 : 0.5;
  context.stroke(outline);
  context.restore();
}

/** Colours each column by the phase of ψ at its middle, between grid points by interpolation. */
function colourColumns(
  words: Uint32Array,
  view: View,
  { frame, x, turn }: Wavelike,
  wheel: Uint32Array,
  ratio: number,
): void {
  const { real, imag } = frame;
  const last = x.length - 1;
  const perPixel = last / ((view.x.to(x[last]!) - view.x.to(x[0]!)) * ratio);
  const start = view.x.to(x[0]!) * ratio;
  const perRadian = wheelSize / (2 * Math.PI);
  for (let column = 0; column < words.length; column++) {
    const at = Math.min(last, Math.max(0, (column + 0.5 - start) * perPixel));
    const i = Math.min(last - 1, Math.floor(at));
    const part = at - i;
    const re = real[i]! + part * (real[i + 1]! - real[i]!);
    const im = imag[i]! + part * (imag[i + 1]! - imag[i]!);
    const entry = Math.floor((Math.atan2(im, re) + turn) * perRadian);
    words[column] = wheel[((entry % wheelSize) + wheelSize) % wheelSize]!;
  }
}

function densityPath(view: View, { frame, x, scale }: Wavelike, base: number): Path2D {
  const { real, imag } = frame;
  const tall = (base - view.top) / scale;
  const path = new Path2D();
  path.moveTo(view.left, base);
  for (let i = 0; i < x.length; i++) {
    const density = real[i]! * real[i]! + imag[i]! * imag[i]!;
    path.lineTo(view.x.to(x[i]!), base - density * tall);
  }
  path.lineTo(view.right, base);
  return path;
}

/** Draws Re ψ and Im ψ, the carrier taken away, about the middle of the lower lane. */
export function drawParts(
  context: CanvasRenderingContext2D,
  view: View,
  { frame, x, turn, scale }: Wavelike,
  palette: Palette,
): void {
  const { real, imag } = frame;
  const zero = (view.lower + view.bottom) / 2;
  const tall = (view.bottom - view.lower) / 2 / Math.sqrt(scale);
  const [cos, sin] = [Math.cos(turn) * tall, Math.sin(turn) * tall];
  const start = view.x.to(x[0]!);
  const step = (view.x.to(x[x.length - 1]!) - start) / (x.length - 1);
  const trace = (a: number, b: number, colour: string) => {
    context.beginPath();
    context.moveTo(view.left, zero);
    for (let i = 0; i < x.length; i++) {
      context.lineTo(start + i * step, zero - (real[i]! * a + imag[i]! * b));
    }
    context.lineTo(view.right, zero);
    context.strokeStyle = colour;
    context.stroke();
  };
  context.save();
  clipTo(context, view, view.lower, view.bottom);
  context.lineWidth = 1.15;
  context.lineJoin = "bevel";
  trace(sin, cos, palette.imag);
  trace(cos, -sin, palette.real);
  context.restore();
}

function clipTo(context: CanvasRenderingContext2D, view: View, top: number, bottom: number): void {
  context.beginPath();
  context.rect(view.left, top, view.right - view.left, bottom - top);
  context.clip();
}
