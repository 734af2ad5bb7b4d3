import assert from "node:assert/strict";
import { test } from "node:test";
import { dotOf, rasterOf } from "./points-raster.ts";

/** The pixel at a place. */
const pixelOf = (pixels: Uint8ClampedArray, width: number) => (x: number, y: number) =>
  Array.from(pixels.slice(4 * (y * width + x), 4 * (y * width + x) + 4));

test("a point has its colour and opacity, and two hide more than one", () => {
  const points = { xs: [4, 14, 14], ys: [5, 5, 5], opacities: [0.5, 0.5, 0.5], radius: 2 };
  const at = pixelOf(rasterOf(points, 20, 10, "#4fcf9c"), 20);
  assert.deepEqual(at(4, 5), [0x4f, 0xcf, 0x9c, 128]);
  assert.deepEqual(at(14, 5), [0x4f, 0xcf, 0x9c, 191]);
  assert.deepEqual(at(9, 5), [0, 0, 0, 0]);
});

test("a point at the edge is cut off there, and one beyond it is not drawn", () => {
  const points = { xs: [0, 25], ys: [0, 5], opacities: [1, 1], radius: 3 };
  const pixels = rasterOf(points, 20, 10, "#ffffff");
  const at = pixelOf(pixels, 20);
  assert.equal(at(0, 0)[3], 255);
  assert.equal(at(19, 5)[3], 0);
  assert.equal(at(19, 1)[3], 0);
});

test("many points are smaller and clearer than few", () => {
  const [few, many] = [dotOf(20), dotOf(10_000)];
  assert(many.radius < few.radius && many.opacity < few.opacity && many.faint < few.faint);
  assert(many.faint > 0);
});
