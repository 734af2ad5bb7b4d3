// Eigenvectors from two shots: u from the left wall and w from the right one, as `shoot` leaves
// them, at the knots from wall to wall. True values are u_i·2^(256·scale of i's block).
//
// Where u and w meet, at knot r, the vector z = (u_i/u_r for i ≤ r, w_i/w_r for i ≥ r) satisfies
// (H − q)z = 0 everywhere but at r. Its residual there over |z|² is the Rayleigh quotient's
// correction of q, and it is smallest where |u_r·w_r|, the Green's function, is largest
// (I. Dhillon and B. Parlett, "Multiple representations to compute orthogonal eigenvectors of
// symmetric tridiagonal matrices", Linear Algebra Appl. 387, 2004, the "twisted factorization").

import { BLOCK } from "./decimation";

/** 2^(256·n) for n ≤ 0; nothing below 2^−768 matters, and it is zero. */
function shrink(n: i64): f64 {
  return n < -3 ? 0 : reinterpret<f64>((1023 + (n << 8)) << 52);
}

/** The largest sum of one lane's two scales over the blocks. */
function largestScale(su: usize, sw: usize, blocks: usize): i64 {
  let largest = i64.MIN_VALUE;
  for (; load<u32>(blocks, 20) > 0; blocks += BLOCK, su += 64, sw += 64) {
    largest = max(largest, load<i64>(su) + load<i64>(sw));
  }
  return largest;
}

/**
 * Finds for two energies the block in which |u·w| is largest.
 * @returns the two blocks' numbers, int64
 */
function largestBlocks(u: usize, w: usize, su: usize, sw: usize, blocks: usize): v128 {
  const top = i64x2(largestScale(su, sw, blocks), largestScale(su + 8, sw + 8, blocks));
  let best = f64x2.splat(-1);
  let bestAt = i64x2.splat(0);
  for (let at: i64 = 0; load<u32>(blocks, 20) > 0; at++, blocks += BLOCK, su += 64, sw += 64) {
    let size = f64x2.splat(0);
    for (const stop = u + ((<usize>load<u32>(blocks, 20)) << 4); u < stop; u += 16, w += 16) {
      size = f64x2.pmax(size, f64x2.abs(f64x2.mul(v128.load(u), v128.load(w))));
    }
    const scales = i64x2.sub(i64x2.add(v128.load(su), v128.load(sw)), top);
    const factor = f64x2(
      shrink(i64x2.extract_lane(scales, 0)),
      shrink(i64x2.extract_lane(scales, 1)),
    );
    size = f64x2.mul(size, factor);
    const isBetter = f64x2.gt(size, best);
    best = v128.bitselect(size, best, isBetter);
    bestAt = v128.bitselect(i64x2.splat(at), bestAt, isBetter);
  }
  return bestAt;
}

/** Σ of squares of the points between two knots with the values a and b: e(a² + b²) − c(b − a)². */
function squaresBetween(jump: usize, a: f64, b: f64): f64 {
  const d = b - a;
  return load<f64>(jump, 256) * (a * a + b * b) - load<f64>(jump, 320) * d * d;
}

/** 1 − z next to a knot where z = 1, if z is `end` at the other end of the jump: (1 − end + α)/B. */
function drop(jump: usize, end: f64): f64 {
  return (1 - end + load<f64>(jump, 64)) * load<f64>(jump, 192);
}

/** What `join` says of one energy: r, u_r, w_r, |z|², correction of q, and the scales of u_r, w_r. */
const JOIN: usize = 7 * 8;

/**
 * Joins the two shots of eight energies where they are largest.
 * @param u shots from the left wall, float64 [4][knots][2], parts `part` bytes apart; `w` alike
 * @param su scales of u, int64 [blocks][8]; `sw` alike
 * @param squaresU Σu² left of each block, float64 [blocks][8]; `squaresW` Σw² right of it
 * @param blocks the blocks from wall to wall
 * @param q eight energies over hopping energy, float64
 * @param joins receives eight joins, float64 [7] each
 */
export function join(
  u: usize,
  w: usize,
  part: usize,
  su: usize,
  sw: usize,
  squaresU: usize,
  squaresW: usize,
  blocks: usize,
  q: usize,
  joins: usize,
): void {
  for (let pair: usize = 0; pair < 64; pair += 16, u += part, w += part) {
    const largest = largestBlocks(u, w, su + pair, sw + pair, blocks);
    for (let one: usize = 0; one < 16; one += 8) {
      const at = <usize>(
        (one === 0 ? i64x2.extract_lane(largest, 0) : i64x2.extract_lane(largest, 1))
      );
      const block = blocks + at * BLOCK;
      const lane = pair + one;
      const row = (at << 6) + lane;
      const first = ((<usize>load<u32>(block, 28)) << 4) + one;
      joinOne(
        u + first,
        w + first,
        su + row,
        sw + row,
        load<f64>(squaresU + row),
        load<f64>(squaresW + row),
        block,
        lane,
        load<f64>(q + lane),
        joins,
      );
      joins += JOIN;
    }
  }
}

/**
 * Joins the shots of one energy where they are largest in one block.
 * @param u the solution at the block's first knot, elements 16 bytes apart; `w` alike
 * @param su the solution's scale in the block, blocks 64 bytes apart; `sw` alike
 * @param squareU Σu² left of the block; `squareW` Σw² right of it
 * @param lane the energy's place among eight, in bytes
 */
function joinOne(
  u: usize,
  w: usize,
  su: usize,
  sw: usize,
  squareU: f64,
  squareW: f64,
  block: usize,
  lane: usize,
  q: f64,
  joined: usize,
): void {
  const count = <usize>load<u32>(block, 20);
  let r: usize = 0;
  let largest: f64 = -1;
  for (let i: usize = 0; i < count; i++) {
    const size = abs(load<f64>(u + (i << 4)) * load<f64>(w + (i << 4)));
    if (size > largest) {
      largest = size;
      r = i;
    }
  }
  const jump = <usize>load<u32>(block, 16) + lane;
  for (let i: usize = 0; i < r; i++) {
    const a = load<f64>(u + (i << 4));
    squareU += a * a + squaresBetween(jump, a, load<f64>(u + (i << 4), 16));
  }
  // The block's last jump ends at the next one's first knot.
  const end = load<f64>(w + (count << 4)) * shrink(load<i64>(sw, 64) - load<i64>(sw));
  let b = end;
  for (let i = count; i-- > r; ) {
    const a = load<f64>(w + (i << 4));
    squareW += b * b + squaresBetween(jump, a, b);
    b = a;
  }
  const atU = load<f64>(u + (r << 4));
  const atW = load<f64>(w + (r << 4));
  const square = 1 + squareU / (atU * atU) + squareW / (atW * atW);

  // Written with differences from z_r = 1, so that the residual is small by itself.
  let before = load<f64>(u + (r << 4) - 16) / atU;
  let jumpBefore = jump;
  let g = load<f64>(block, 8);
  if (r === 0) {
    before *= shrink(load<i64>(su - 64) - load<i64>(su));
    jumpBefore = <usize>load<u32>(block - BLOCK, 16) + lane;
    g = load<f64>(block);
  }
  const after = (r + 1 === count ? end : load<f64>(w + (r << 4), 16)) / atW;
  const residual = g - q + drop(jumpBefore, before) + drop(jump, after);
  store<f64>(joined, <f64>(load<u32>(block, 28) + r));
  store<f64>(joined, atU, 8);
  store<f64>(joined, atW, 16);
  store<f64>(joined, square, 24);
  store<f64>(joined, residual / square, 32);
  store<f64>(joined, <f64>load<i64>(su), 40);
  store<f64>(joined, <f64>load<i64>(sw), 48);
}

/**
 * Writes the unit vector of one lane's join at the knots.
 * @param u the lane at the left wall, elements 16 bytes apart; `w` alike
 * @param su the lane's first scale, int64, blocks 64 bytes apart; `sw` alike
 * @param blocks the blocks from wall to wall
 * @param joined the lane's join
 * @param knots receives float64 [knots]
 */
export function writeJoined(
  u: usize,
  w: usize,
  su: usize,
  sw: usize,
  blocks: usize,
  joined: usize,
  knots: usize,
): void {
  const r = knots + ((<usize>load<f64>(joined)) << 3);
  const norm = 1 / sqrt(load<f64>(joined, 24));
  const perU = norm / load<f64>(joined, 8);
  const perW = norm / load<f64>(joined, 16);
  const suAtR = <i64>load<f64>(joined, 40);
  const swAtR = <i64>load<f64>(joined, 48);
  for (; load<u32>(blocks, 20) > 0; blocks += BLOCK) {
    const stop = knots + ((<usize>load<u32>(blocks, 20)) << 3);
    const fromU = perU * shrink(load<i64>(su) - suAtR);
    for (const last = min(stop, r + 8); knots < last; knots += 8, u += 16, w += 16) {
      store<f64>(knots, load<f64>(u) * fromU);
    }
    const fromW = perW * shrink(load<i64>(sw) - swAtR);
    for (; knots < stop; knots += 8, u += 16, w += 16) {
      store<f64>(knots, load<f64>(w) * fromW);
    }
    su += 64;
    sw += 64;
  }
  store<f64>(knots, 0);
}

/**
 * One step of inverse iteration, x ∝ (H − q)⁻¹ b, through the Green's function u_<·w_> of one lane:
 * x_i ∝ w_i·Σ_{j≤i} u_j b_j + u_i·Σ_{j>i} w_j b_j. Every point must be a knot.
 * @param u the lane at the left wall, elements 16 bytes apart; `w` alike
 * @param su the lane's first scale, int64, blocks 64 bytes apart; `sw` alike
 * @param blocks the blocks from wall to wall, `count` of them
 * @param b float64 [points + 1], from the left wall, which counts as a point here
 * @param x float64 [points + 1], from the left wall, overwritten
 */
export function applyGreen(
  u: usize,
  w: usize,
  su: usize,
  sw: usize,
  blocks: usize,
  count: usize,
  b: usize,
  x: usize,
): void {
  const top = largestScale(su, sw, blocks);
  let sum: f64 = 0;
  let scaled: i64 = 0;
  let i: usize = 0;
  for (let at: usize = 0; at < count; at++) {
    const scale = load<i64>(su + (at << 6));
    const factor = shrink(scale + load<i64>(sw + (at << 6)) - top);
    sum *= shrink(scaled - scale);
    scaled = scale;
    for (const stop = i + load<u32>(blocks + at * BLOCK, 20); i < stop; i++) {
      sum += load<f64>(u + (i << 4)) * load<f64>(b + (i << 3));
      store<f64>(x + (i << 3), load<f64>(w + (i << 4)) * sum * factor);
    }
  }
  sum = 0;
  scaled = 0;
  for (let at = count; at-- > 0; ) {
    const scale = load<i64>(sw + (at << 6));
    const factor = shrink(scale + load<i64>(su + (at << 6)) - top);
    sum *= shrink(scaled - scale);
    scaled = scale;
    for (const stop = i - load<u32>(blocks + at * BLOCK, 20); i > stop; ) {
      i--;
      const previous = load<f64>(x + (i << 3));
      store<f64>(x + (i << 3), previous + load<f64>(u + (i << 4)) * sum * factor);
      sum += load<f64>(w + (i << 4)) * load<f64>(b + (i << 3));
    }
  }
}
