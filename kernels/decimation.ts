// Decimation: a run of points at one height of the potential is crossed exactly, in equal jumps of
// r = 2^k points. Solutions are kept at the knots between jumps only.
//
// Let a and b = a + d be the values of a solution at two knots r points apart, with the same
// h = g − q at the r − 1 points between them. Those points follow from a and b:
//
//     slope leaving a       s = (d − αa)/B
//     slope reaching b      s = (d + αb)/B
//     the next equal jump   d ← d + h_r·b
//     Σu² between           e(a² + b²) − c·d²
//
// For r = 1: h_1 = h, B = 1, α = e = c = 0. Two jumps become one by eliminating the knot m between
// them, (2 + h_r)m = a + b. With τ = 1/(2 + h_r)
//
//     h_2r = h_r(4 + h_r),   B' = B/τ,   α' = h_r + α/τ,
//     c' = τ²(1 + 2(e − c)) + 2τc,   e' = e − c + 2c'.
//
// (Decimation of a chain: M. P. López Sancho, J. M. López Sancho, J. Rubio, J. Phys. F 15, 851, 1985.)
// Where waves travel, h = 2cos θ − 2, this is h_r = 2cos rθ − 2 and B = sin rθ/sin θ. While
// rθ < π a jump holds one node at most, so that none is overlooked; up to 3π/4 nothing cancels.
//
// Structures in memory, laid out by src/numeric/shooting.ts:
//
//     height  g (float64), how many of its jumps r = 1, 2, 4, … are wanted (float64)
//     jump    h_r, α, B, 1/B, e, c, and 1 + 2e + c·h_r, the weight of a knot between two such jumps
//             in Σu²; each float64 [8], one an energy
//     block   g at its first knot, g between its knots (float64), address of its jump, how many
//             jumps it has, r, number of its first knot (uint32); a block of no jumps, at the right
//             wall, is the last

import { multiplyAddF64 } from "./lanes";

/** Bytes of a jump, and of a block. */
export const JUMP: usize = 7 * 64;
export const BLOCK: usize = 32;

/**
 * Finds the jumps of every height at eight energies.
 * @param heights `count` heights
 * @param q eight energies over hopping energy, float64
 * @param jumps receives the jumps, height by height, shortest first
 */
export function decimate(heights: usize, count: usize, q: usize, jumps: usize): void {
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const four = f64x2.splat(4);
  for (const end = heights + (count << 4); heights < end; heights += 16) {
    const bytes = <usize>load<f64>(heights, 8) * JUMP;
    for (let pair: usize = 0; pair < 64; pair += 16) {
      let h = f64x2.sub(v128.load64_splat(heights), v128.load(q + pair));
      let alpha = f64x2.splat(0);
      let length = one;
      let perLength = one;
      let e = alpha;
      let c = alpha;
      const stop = jumps + pair + bytes;
      for (let jump = jumps + pair; jump < stop; jump += JUMP) {
        const twoE = f64x2.mul(two, e);
        v128.store(jump, h);
        v128.store(jump, alpha, 64);
        v128.store(jump, length, 128);
        v128.store(jump, perLength, 192);
        v128.store(jump, e, 256);
        v128.store(jump, c, 320);
        v128.store(jump, multiplyAddF64(c, h, f64x2.add(one, twoE)), 384);
        const perTau = f64x2.add(two, h);
        const tau = f64x2.div(one, perTau);
        const twoC = f64x2.mul(two, c);
        const single = f64x2.sub(e, c);
        c = f64x2.mul(tau, multiplyAddF64(tau, f64x2.sub(f64x2.add(one, twoE), twoC), twoC));
        e = multiplyAddF64(two, c, single);
        alpha = multiplyAddF64(alpha, perTau, h);
        length = f64x2.mul(length, perTau);
        perLength = f64x2.mul(perLength, tau);
        h = f64x2.mul(h, f64x2.add(four, h));
      }
    }
    jumps += bytes;
  }
}

/**
 * Writes every point of a solution known at its knots: u at j of r points is
 * (sin (r − j)θ·a + sin jθ·b)/sin rθ.
 * @param knots the solution, float64 [knots] from wall to wall
 * @param blocks the blocks, up to the wall
 * @param q energy over hopping energy
 * @param sines room for two tables of the longest jump's r, float64
 * @param vector receives the points and the zero of the right wall, float64 [points + 1]
 */
export function interpolate(
  knots: usize,
  blocks: usize,
  q: f64,
  sines: usize,
  vector: usize,
): void {
  let tabled: usize = 0;
  for (let count = load<u32>(blocks, 20); count > 0; count = load<u32>(blocks, 20)) {
    const jump = <usize>load<u32>(blocks, 16);
    const bytes = (<usize>load<u32>(blocks, 24)) << 3;
    const last = knots + (count << 3);
    if (bytes === 8) {
      memory.copy(vector, knots + 8, count << 3);
    } else {
      if (jump !== tabled) tabulate(load<f64>(blocks, 8) - q, sines, bytes);
      tabled = jump;
      for (let j: usize = 0; j < bytes; j += 16) {
        const ofA = v128.load(sines + bytes + j);
        const ofB = v128.load(sines + j);
        let a = v128.load64_splat(knots);
        let at = vector + j;
        for (let knot = knots; knot < last; knot += 8) {
          const b = v128.load64_splat(knot, 8);
          v128.store(at, multiplyAddF64(ofB, b, f64x2.mul(ofA, a)));
          a = b;
          at += bytes;
        }
      }
    }
    vector += count * bytes;
    knots = last;
    blocks += BLOCK;
  }
}

/** Tables sin jθ/sin rθ for j = 1 … r, and behind it sin (r − j)θ/sin rθ. */
function tabulate(h: f64, sines: usize, bytes: usize): void {
  let slope: f64 = 1;
  let sine: f64 = 1;
  for (let j: usize = 0; j < bytes; j += 8) {
    store<f64>(sines + j, sine);
    slope += h * sine;
    sine += slope;
  }
  const perLast = 1 / load<f64>(sines + bytes - 8);
  const end = sines + 2 * bytes - 8;
  store<f64>(end, 0);
  for (let j: usize = 0; j < bytes; j += 8) {
    const value = load<f64>(sines + j) * perLast;
    store<f64>(sines + j, value);
    if (j < bytes - 8) store<f64>(end - 8 - j, value);
  }
}
