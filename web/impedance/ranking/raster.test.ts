/** Lines in pixels. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Lines } from "./lines.ts";
import { Raster } from "./raster.ts";

const ramp = new Uint8Array(3 * 256);
ramp.set([255, 0, 0], 0);
ramp.set([0, 0, 255], 3 * 255);

function lines(ys: readonly (readonly number[])[], shades: readonly number[]): Lines {
  const xs = Float32Array.from(ys[0]!, (_, i) => 10 * i);
  return {
    count: ys.length,
    xs,
    ys: Float32Array.from(ys.flat()),
    shades: Uint8Array.from(shades),
  };
}

function pixel(raster: Raster, x: number, y: number): number[] {
  const at = 4 * (y * raster.columns + x);
  return [...raster.pixels().subarray(at, at + 4)];
}

const size = { width: 20, height: 20, ratio: 1 };

test("a level line covers its own row, and half of it what it half covers", () => {
  const raster = new Raster(size, { ramp, thickness: 2, opacity: 1 });
  raster.paint(lines([[10.5, 10.5, 10.5]], [0]), 0, 1);
  assert.deepEqual(pixel(raster, 5, 10), [255, 0, 0, 255]);
  assert.deepEqual(pixel(raster, 15, 9), [255, 0, 0, 128]);
  assert.deepEqual(pixel(raster, 5, 8), [0, 0, 0, 0]);
});

test("a slanting line has the thickness it should, across", () => {
  const raster = new Raster({ ...size, height: 40 }, { ramp, thickness: 1.5, opacity: 1 });
  raster.paint(lines([[2, 12, 38]], [0]), 0, 1);
  const inked = raster.pixels().filter((_, i) => i % 4 === 3);
  const area = inked.reduce((sum, alpha) => sum + alpha / 255, 0);
  const length = Math.hypot(10, 10) + Math.hypot(10, 26);
  assert(Math.abs(area / length - 1.5) < 0.05, `${area / length}`);
});

test("the first is before the others, whether they come at once or later", () => {
  const two = lines(
    [
      [10, 10],
      [10, 10],
    ],
    [0, 255],
  );
  const look = { ramp, thickness: 4, opacity: 0.5 };
  const atOnce = new Raster(size, look);
  atOnce.paint(two, 0, 2);
  const later = new Raster(size, look);
  later.paint(two, 0, 1);
  assert.deepEqual(pixel(later, 5, 10), [255, 0, 0, 128]);
  later.paint(two, 1, 2);
  assert.deepEqual(later.pixels(), atOnce.pixels());
  // Half the light from the first, a quarter from the second.
  assert.deepEqual(pixel(later, 5, 10), [170, 0, 85, 191]);
});

test("lines beyond the edges are cut off there, and a sharp display has more pixels", () => {
  const raster = new Raster({ ...size, ratio: 2 }, { ramp, thickness: 1, opacity: 1 });
  raster.paint(lines([[-15, 35, -15]], [0]), 0, 1);
  assert.equal(raster.columns, 40);
  assert.equal(raster.pixels().length, 4 * 40 * 40);
  assert.deepEqual(pixel(raster, 10, 20), [255, 0, 0, 255]);
});
