import assert from "node:assert/strict";
import { test } from "node:test";
import {
  encodeWaveHead,
  frameView,
  gridView,
  readWaveHeader,
  WaveFormatError,
  waveBytes,
  waveFrameBytes,
  waveHeadBytes,
} from "./wave.ts";

test("the default request's answer is the contract's 4,000,004 bytes", () => {
  assert.equal(waveBytes({ frameCount: 500, gridSize: 999 }), 4_000_004);
});

test("the head is the contract's bytes: two uint32, then float32, little-endian", () => {
  const head = encodeWaveHead([1, -2.5], 0x01020304);
  assert.equal(Buffer.from(head).toString("hex"), "0403020102000000" + "0000803f" + "000020c0");
  assert.deepEqual(readWaveHeader(head), { frameCount: 0x01020304, gridSize: 2 });
});

test("a header is read where it lies, in the middle of a buffer too", () => {
  const shifted = new Uint8Array(11);
  shifted.set(encodeWaveHead([0.5], 7).subarray(0, 8), 3);
  assert.deepEqual(readWaveHeader(shifted.subarray(3)), { frameCount: 7, gridSize: 1 });
});

test("grid and frames are views of the stream, at the contract's offsets", () => {
  const shape = { frameCount: 2, gridSize: 3 };
  const stream = new Float32Array(waveBytes(shape) / 4).map((_, i) => i - 2).buffer;
  assert.deepEqual([...gridView(stream, 3)], [0, 1, 2]);
  assert.deepEqual([...frameView(stream, 3, 0).real], [3, 4, 5]);
  assert.deepEqual([...frameView(stream, 3, 0).imag], [6, 7, 8]);
  assert.deepEqual([...frameView(stream, 3, 1).imag], [12, 13, 14]);
  assert.equal(frameView(stream, 3, 1).real.buffer, stream);
  assert.equal(waveHeadBytes(3) + 2 * waveFrameBytes(3), stream.byteLength);
});

for (const [name, frameCount, gridSize] of [
  ["no frame", 0, 5],
  ["no grid", 5, 0],
  ["more bytes than a number counts", 0xffffffff, 0xffffffff],
] as const) {
  test(`a header with ${name} is refused`, () => {
    const bytes = new Uint8Array(new Uint32Array([frameCount, gridSize]).buffer);
    assert.throws(() => readWaveHeader(bytes), WaveFormatError);
  });
}
