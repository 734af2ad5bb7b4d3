/**
 * The wave-frame stream: one answer of the tunneling instrument, little-endian throughout.
 *
 *     uint32 frame_count
 *     uint32 grid_size
 *     float32 x[grid_size]
 *     frame_count × { float32 psi_real[grid_size], float32 psi_imag[grid_size] }
 *
 * Everything in it lies at a multiple of 4 bytes, so that a stream held in one buffer is read in
 * place: grid and frames are views. The views take the machine's byte order for the stream's, which
 * holds on every machine a browser runs on and every Node but those of s390x and AIX.
 */

/** What the stream's header announces. */
export interface WaveShape {
  /** Frames in the stream, 1 or more. */
  readonly frameCount: number;
  /** Points of the grid, 1 or more. */
  readonly gridSize: number;
}

/** ψ at one time on the grid's points, natural units: views of the stream's buffer. */
export interface WavePair {
  readonly real: Float32Array<ArrayBuffer>;
  readonly imag: Float32Array<ArrayBuffer>;
}

/** The bytes are not a wave stream, or contradict what was said about them. */
export class WaveFormatError extends Error {
  override readonly name = "WaveFormatError";
}

/** Bytes of the header: frame count and grid size. */
export const waveHeaderBytes = 8;

/** Bytes before the first frame: the header and the grid. */
export function waveHeadBytes(gridSize: number): number {
  return waveHeaderBytes + 4 * gridSize;
}

/** Bytes of one frame: real and imaginary part, float32 each. */
export function waveFrameBytes(gridSize: number): number {
  return 8 * gridSize;
}

/** Bytes of a whole stream: 8 + 4·grid + 8·grid·frames. */
export function waveBytes({ frameCount, gridSize }: WaveShape): number {
  return waveHeadBytes(gridSize) + waveFrameBytes(gridSize) * frameCount;
}

/** The stream's bytes before the first frame, for a grid at positions `x`. */
export function encodeWaveHead(x: ArrayLike<number>, frameCount: number): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(waveHeadBytes(x.length));
  const header = new DataView(head.buffer);
  header.setUint32(0, frameCount, true);
  header.setUint32(4, x.length, true);
  gridView(head.buffer, x.length).set(x);
  return head;
}

/**
 * Reads the header from a stream's first 8 bytes.
 * @throws WaveFormatError when it announces no frame, no point, or a stream that cannot be.
 */
export function readWaveHeader(bytes: Uint8Array): WaveShape {
  const header = new DataView(bytes.buffer, bytes.byteOffset, waveHeaderBytes);
  const shape = { frameCount: header.getUint32(0, true), gridSize: header.getUint32(4, true) };
  const announced = `${shape.frameCount} frames of ${shape.gridSize} points`;
  if (shape.frameCount === 0 || shape.gridSize === 0) {
    throw new WaveFormatError(`The wave stream's header announces ${announced}; a wave has both.`);
  }
  if (!Number.isSafeInteger(waveBytes(shape))) {
    throw new WaveFormatError(
      `The wave stream's header announces ${announced}: not a wave stream.`,
    );
  }
  return shape;
}

/** The grid in a buffer that holds a stream from its first byte. A view, no copy. */
export function gridView(stream: ArrayBuffer, gridSize: number): Float32Array<ArrayBuffer> {
  return new Float32Array(stream, waveHeaderBytes, gridSize);
}

/** Frame `index`, from 0, in a buffer that holds a stream from its first byte. Views, no copy. */
export function frameView(stream: ArrayBuffer, gridSize: number, index: number): WavePair {
  const start = waveHeadBytes(gridSize) + waveFrameBytes(gridSize) * index;
  return {
    real: new Float32Array(stream, start, gridSize),
    imag: new Float32Array(stream, start + 4 * gridSize, gridSize),
  };
}
