/** A wave as it arrives: one buffer for the whole answer, frames as views of it. */
import {
  frameView,
  gridView,
  readWaveHeader,
  WaveFormatError,
  type WaveShape,
  waveBytes,
  waveFrameBytes,
  waveHeadBytes,
  waveHeaderBytes,
} from "#src/arrays/wave.ts";
import type { Answer } from "./answer.ts";
import { ConnectionError } from "./problem.ts";

/** ψ at one time; natural units. The arrays are views of the wave's buffer and stay valid. */
export interface WaveFrame {
  /** From 0. */
  readonly index: number;
  /** index · frameInterval. */
  readonly time: number;
  /** Re ψ at the points of `x`. */
  readonly real: Float32Array<ArrayBuffer>;
  /** Im ψ at the points of `x`. */
  readonly imag: Float32Array<ArrayBuffer>;
}

/**
 * A simulation, usable while it still arrives. Iteration gives every frame from the first, waiting
 * for those to come; it may be started at any time, and more than once. It throws ConnectionError
 * after the last frame that came when the server goes away, and the signal's reason at once when the
 * request is aborted before the last frame came. Leaving a loop early ends that loop only; the signal
 * ends the download.
 */
export interface Wave extends AsyncIterable<WaveFrame> {
  readonly frameCount: number;
  /** Points of the grid. */
  readonly gridSize: number;
  /** Time from one frame to the next. */
  readonly frameInterval: number;
  /** Positions of the grid's points. */
  readonly x: Float32Array<ArrayBuffer>;
  /** Frames received so far. */
  readonly arrived: number;
  /** Frame `index`; RangeError when there is none, or not yet. */
  frame(index: number): WaveFrame;
}

/** Of the answer, cut anywhere. */
type Chunks = ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;

/**
 * Takes in a wave stream. Resolves when header and grid are here; the frames go on arriving.
 * @throws WaveFormatError when the header contradicts the answer's length.
 * @throws ConnectionError when the answer ends before the grid does.
 */
export async function receiveWave(
  answer: Answer,
  frameInterval: number,
  signal?: AbortSignal,
): Promise<Wave> {
  const chunks = answer.body.getReader();
  try {
    const { header, rest } = await readHeader(chunks);
    const wave = new ArrivingWave(readWaveHeader(header), answer.byteLength, frameInterval, signal);
    wave.take(header);
    wave.take(rest);
    while (!wave.hasGrid) await wave.takeNext(chunks);
    void wave.takeAll(chunks);
    return wave;
  } catch (error) {
    await chunks.cancel(error).catch(() => {});
    throw error;
  }
}

/** The header, and what came with it. */
async function readHeader(chunks: Chunks): Promise<{ header: Uint8Array; rest: Uint8Array }> {
  const header = new Uint8Array(waveHeaderBytes);
  let filled = 0;
  for (;;) {
    const { done, value } = await chunks.read();
    if (done) throw endedEarly(filled, waveHeaderBytes);
    const missing = waveHeaderBytes - filled;
    header.set(value.subarray(0, missing), filled);
    if (value.length >= missing) return { header, rest: value.subarray(missing) };
    filled += value.length;
  }
}

function endedEarly(received: number, expected: number): ConnectionError {
  return new ConnectionError(`The wave stream ended after ${received} of ${expected} bytes.`);
}

class ArrivingWave implements Wave {
  readonly frameCount: number;
  readonly gridSize: number;
  readonly frameInterval: number;
  readonly x: Float32Array<ArrayBuffer>;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #signal: AbortSignal | undefined;
  #received = 0;
  #failure: { readonly error: unknown } | undefined;
  /** Settled and renewed whenever there is something new to see: a frame, or the failure. */
  #news = Promise.withResolvers<void>();

  constructor(
    shape: WaveShape,
    statedLength: number | undefined,
    frameInterval: number,
    signal: AbortSignal | undefined,
  ) {
    const length = waveBytes(shape);
    const announced = `${shape.frameCount} frames of ${shape.gridSize} points, ${length} bytes`;
    if (statedLength !== undefined && statedLength !== length) {
      throw new WaveFormatError(
        `The wave stream's header announces ${announced}, but Content-Length is ${statedLength}.`,
      );
    }
    this.frameCount = shape.frameCount;
    this.gridSize = shape.gridSize;
    this.frameInterval = frameInterval;
    this.#signal = signal;
    try {
      this.#bytes = new Uint8Array(length);
    } catch (cause) {
      throw new WaveFormatError(`No memory for a wave stream of ${announced}.`, { cause });
    }
    this.x = gridView(this.#bytes.buffer, this.gridSize);
  }

  get arrived(): number {
    const frames = (this.#received - waveHeadBytes(this.gridSize)) / waveFrameBytes(this.gridSize);
    return Math.max(0, Math.floor(frames));
  }

  get hasGrid(): boolean {
    return this.#received >= waveHeadBytes(this.gridSize);
  }

  frame(index: number): WaveFrame {
    if (!Number.isInteger(index) || index < 0 || index >= this.frameCount) {
      throw new RangeError(`There is no frame ${index}: the wave has 0 … ${this.frameCount - 1}.`);
    }
    if (index >= this.arrived) {
      throw new RangeError(`Frame ${index} has not arrived yet: ${this.arrived} have.`);
    }
    const pair = frameView(this.#bytes.buffer, this.gridSize, index);
    return { index, time: index * this.frameInterval, ...pair };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<WaveFrame, void, void> {
    for (let index = 0; index < this.frameCount; index++) {
      while (index >= this.arrived || this.#aborted) {
        if (this.#failure) throw this.#failure.error;
        await this.#news.promise;
      }
      yield this.frame(index);
    }
  }

  get #aborted(): boolean {
    return this.#failure !== undefined && this.#signal?.aborted === true;
  }

  take(chunk: Uint8Array): void {
    if (chunk.length > this.#bytes.length - this.#received) {
      throw new WaveFormatError(
        `The wave stream goes on after the ${this.#bytes.length} bytes its header announces.`,
      );
    }
    const before = this.arrived;
    this.#bytes.set(chunk, this.#received);
    this.#received += chunk.length;
    if (this.arrived > before) this.#tell();
  }

  /** Takes the next chunk in; false when the stream has ended as it should. */
  async takeNext(chunks: Chunks): Promise<boolean> {
    const { done, value } = await chunks.read();
    if (!done) this.take(value);
    else if (!this.#complete) throw endedEarly(this.#received, this.#bytes.length);
    return !done;
  }

  /** Never rejects: what goes wrong is for those who iterate. */
  async takeAll(chunks: Chunks): Promise<void> {
    try {
      while (await this.takeNext(chunks));
    } catch (error) {
      if (!this.#complete) this.#failure = { error };
      this.#tell();
      await chunks.cancel(error).catch(() => {});
    }
  }

  get #complete(): boolean {
    return this.#received === this.#bytes.length;
  }

  #tell(): void {
    this.#news.resolve();
    this.#news = Promise.withResolvers();
  }
}
