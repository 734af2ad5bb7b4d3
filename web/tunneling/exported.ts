/** Files a user takes away: the picture, the data, a video. */
import { simulateTunnelingNpz } from "#src/client/index.ts";
import type { Problem } from "#src/tunneling/problem.ts";
import type { Palette } from "../app/palette.ts";
import { font } from "../plot/ink.ts";
import type { Question } from "./question.ts";
import type { Run } from "./run.ts";
import { energyRange, layOut } from "./view.ts";
import { drawPicture } from "./wave-picture.ts";

/** What a long export says of itself and listens to. */
export interface ExportOptions {
  readonly signal: AbortSignal;
  /** Told the part that is done, 0 … 1. */
  readonly onProgress: (part: number) => void;
}

/** Size of exported pictures and videos, before the ratio of a picture's pixels. */
const [width, height] = [1280, 720];

/** Frames a second of a video, and the most it has: ten seconds. */
const videoRate = 30;
const mostVideoFrames = 300;

/** A name for a file about `problem`. */
export function fileName({ momentum, barrierHeight }: Problem, ending: string): string {
  const short = (value: number) => String(Number(value.toPrecision(4)));
  return `tunneling-p${short(momentum)}-V${short(barrierHeight)}.${ending}`;
}

/** One frame as a PNG, 2560 × 1440. */
export async function pictureFile(run: Run, index: number, palette: Palette): Promise<Blob> {
  const { canvas, draw } = easel(run, palette, 2);
  draw(index);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob === null) throw new Error("The browser could not make a PNG of the picture.");
  return blob;
}

/** The simulation as an NPZ for `numpy.load`, computed anew by the server. */
export async function dataFile(question: Question, options: ExportOptions): Promise<Blob> {
  const { signal, onProgress } = options;
  const { body, byteLength } = await simulateTunnelingNpz(question.request, { signal });
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  for (const reader = body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts, { type: "application/x-npz" });
    parts.push(value);
    received += value.byteLength;
    if (byteLength !== undefined) onProgress(received / byteLength);
  }
}

/** The video format this browser records, or undefined when it records none. */
export function videoFormat(): { type: string; ending: string } | undefined {
  if (typeof MediaRecorder === "undefined") return undefined;
  const formats = [
    { type: "video/mp4;codecs=avc1.640028", ending: "mp4" },
    { type: "video/webm;codecs=vp9", ending: "webm" },
    { type: "video/webm;codecs=vp8", ending: "webm" },
    { type: "video/webm", ending: "webm" },
  ];
  return formats.find(({ type }) => MediaRecorder.isTypeSupported(type));
}

/** The whole run as a video of at most ten seconds. It is recorded as it plays: that is how long it takes. */
export async function videoFile(
  run: Run,
  palette: Palette,
  type: string,
  { signal, onProgress }: ExportOptions,
): Promise<Blob> {
  const { canvas, draw } = easel(run, palette, 1);
  draw(0);
  const recorder = new MediaRecorder(canvas.captureStream(videoRate), {
    mimeType: type,
    videoBitsPerSecond: 8_000_000,
  });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise<void>((resolve) => {
    recorder.onstop = () => resolve();
  });
  recorder.start();
  try {
    const frames = Math.min(run.ready, mostVideoFrames);
    const start = performance.now();
    for (let i = 0; i < frames; i++) {
      signal.throwIfAborted();
      draw(Math.floor((i * run.ready) / frames));
      onProgress(i / frames);
      const due = start + ((i + 1) * 1000) / videoRate;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    }
  } finally {
    recorder.stop();
    await stopped;
  }
  return new Blob(parts, { type });
}

/** A canvas off the page, and how to draw a frame of `run` on it. */
function easel(run: Run, palette: Palette, ratio: number) {
  const canvas = document.createElement("canvas");
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext("2d", { alpha: false })!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const { problem } = run.question;
  const view = layOut(width, height, problem, energyRange(problem));
  const draw = (index: number) => {
    drawPicture(context, view, problem, { run, index }, palette);
    drawCaption(context, run, index, view.left, view.top, palette);
  };
  return { canvas, draw };
}

/** What the page says beside its picture, a picture alone has to say itself. */
function drawCaption(
  context: CanvasRenderingContext2D,
  { question: { problem }, wave }: Run,
  index: number,
  left: number,
  top: number,
  palette: Palette,
): void {
  const { momentum, sigma, barrierHeight } = problem;
  const short = (value: number) => String(Number(value.toPrecision(4)));
  const time = (index * wave.frameInterval).toPrecision(4);
  context.font = font(12);
  context.textAlign = "left";
  context.textBaseline = "top";
  context.fillStyle = palette.dim;
  context.fillText(
    `t = ${time}   p₀ = ${short(momentum)}   σ = ${short(sigma)}   V₀ = ${short(barrierHeight)}`,
    left + 10,
    top + 10,
  );
}
