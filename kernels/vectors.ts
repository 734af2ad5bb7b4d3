// Float64 vectors: products, sums, and the step down to float32. Lengths are in elements; every
// vector is padded with a zero to an even length.

import { multiplyAddF64 } from "./lanes";

/** Σ a_i·b_i. */
export function dot(a: usize, b: usize, length: usize): f64 {
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  const end = a + (length << 3);
  for (; a + 32 <= end; a += 32, b += 32) {
    even = multiplyAddF64(v128.load(a), v128.load(b), even);
    odd = multiplyAddF64(v128.load(a, 16), v128.load(b, 16), odd);
  }
  if (a < end) even = multiplyAddF64(v128.load(a), v128.load(b), even);
  const sum = f64x2.add(even, odd);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** y ← y + factor·x. */
export function addMultiple(x: usize, factor: f64, y: usize, length: usize): void {
  const f = f64x2.splat(factor);
  const end = y + (length << 3);
  for (; y < end; x += 16, y += 16) {
    v128.store(y, multiplyAddF64(f, v128.load(x), v128.load(y)));
  }
}

/** x ← factor·x. */
export function scale(x: usize, factor: f64, length: usize): void {
  const f = f64x2.splat(factor);
  const end = x + (length << 3);
  for (; x < end; x += 16) v128.store(x, f64x2.mul(f, v128.load(x)));
}

/** Values smaller than this, 2^−80, are zero in float32: subnormal numbers stall the multiplier. */
const NEGLIGIBLE = reinterpret<f64>(0x3af0000000000000);

/** Rounds x to float32. */
export function toFloat32(x: usize, rounded: usize, length: usize): void {
  const negligible = f64x2.splat(NEGLIGIBLE);
  const end = x + (length << 3);
  for (; x < end; x += 16, rounded += 8) {
    const value = v128.load(x);
    const kept = v128.and(value, f64x2.gt(f64x2.abs(value), negligible));
    v128.store64_lane(rounded, f32x4.demote_f64x2_zero(kept), 0);
  }
}
