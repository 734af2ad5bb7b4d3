// Eigenvectors from two shots: u from the left wall and w from the right one, as `shoot` leaves
// them. True values are u_i·2^(256·scale of i's block).
//
// Where u and w meet, at point r, the vector z = (u_i/u_r for i ≤ r, w_i/w_r for i ≥ r) satisfies
// (H − q)z = 0 everywhere but at r. Its residual there over |z|² is the Rayleigh quotient's
// correction of q, and it is smallest where |u_r·w_r|, the Green's function, is largest
// (I. Dhillon and B. Parlett, "Multiple representations to compute orthogonal eigenvectors of
// symmetric tridiagonal matrices", Linear Algebra Appl. 387, 2004, the "twisted factorization").

/** 2^(256·n) for n ≤ 0; nothing below 2^−768 matters, and it is zero. */
function shrink(n: i64): f64 {
  return n < -3 ? 0 : reinterpret<f64>((1023 + (n << 8)) << 52);
}

/** The largest sum of one lane's two scales over the blocks. */
function largestScale(su: usize, sw: usize, blocks: usize): i64 {
  let largest = i64.MIN_VALUE;
  for (const end = su + (blocks << 6); su < end; su += 64, sw += 64) {
    largest = max(largest, load<i64>(su) + load<i64>(sw));
  }
  return largest;
}

/**
 * Finds for each of eight energies the block in which |u·w| is largest.
 * @param u shots from the left wall, float64 [4][points][2], parts `part` bytes apart; `w` alike
 * @param su scales of u, int64 [blocks][8]; `sw` alike
 * @param found receives eight blocks, int64
 */
export function largestBlock(
  u: usize,
  w: usize,
  part: usize,
  su: usize,
  sw: usize,
  points: usize,
  block: usize,
  found: usize,
): void {
  const blocks = (points + block - 1) / block;
  for (let pair: usize = 0; pair < 64; pair += 16, u += part, w += part) {
    const top = i64x2(
      largestScale(su + pair, sw + pair, blocks),
      largestScale(su + pair + 8, sw + pair + 8, blocks),
    );
    let best = f64x2.splat(-1);
    let bestAt = i64x2.splat(0);
    let uAt = u;
    let wAt = w;
    for (let at: usize = 0; at < blocks; at++) {
      let size = f64x2.splat(0);
      const stop = min(u + (points << 4), uAt + (block << 4));
      while (uAt < stop) {
        size = f64x2.pmax(size, f64x2.abs(f64x2.mul(v128.load(uAt), v128.load(wAt))));
        uAt += 16;
        wAt += 16;
      }
      const row = pair + (at << 6);
      const scales = i64x2.sub(i64x2.add(v128.load(su + row), v128.load(sw + row)), top);
      const factor = f64x2(
        shrink(i64x2.extract_lane(scales, 0)),
        shrink(i64x2.extract_lane(scales, 1)),
      );
      size = f64x2.mul(size, factor);
      const isBetter = f64x2.gt(size, best);
      best = v128.bitselect(size, best, isBetter);
      bestAt = v128.bitselect(i64x2.splat(at), bestAt, isBetter);
    }
    v128.store(found + pair, bestAt);
  }
}

/**
 * Joins the two shots of one lane where they are largest in block `at`.
 * @param u the lane's first element, elements 16 bytes apart; `w` alike
 * @param su the lane's scale in block `at`, int64, blocks 64 bytes apart; `sw` alike
 * @param squareU the lane's Σu² left of block `at`; `squareW` Σw² right of it
 * @param g potential over hopping energy, float64 [points]
 * @param q energy over hopping energy
 * @param join receives float64: r, u_r, w_r, |z|², correction of q
 */
export function joinShots(
  u: usize,
  w: usize,
  su: usize,
  sw: usize,
  squareU: f64,
  squareW: f64,
  g: usize,
  points: usize,
  block: usize,
  at: usize,
  q: f64,
  join: usize,
): void {
  const start = at * block;
  const stop = min(points, start + block);
  let r = start;
  let largest: f64 = -1;
  for (let i = start; i < stop; i++) {
    const size = abs(load<f64>(u + (i << 4)) * load<f64>(w + (i << 4)));
    if (size > largest) {
      largest = size;
      r = i;
    }
  }
  for (let i = start; i <= r; i++) squareU += load<f64>(u + (i << 4)) ** 2;
  for (let i = r + 1; i < stop; i++) squareW += load<f64>(w + (i << 4)) ** 2;
  const atU = load<f64>(u + (r << 4));
  const atW = load<f64>(w + (r << 4));
  const square = squareU / (atU * atU) + squareW / (atW * atW);

  // Written with differences from z_r = 1, so that the residual is small by itself.
  let before: f64 = 0;
  if (r > 0) {
    before = load<f64>(u + ((r - 1) << 4)) / atU;
    if (r === start) before *= shrink(load<i64>(su - 64) - load<i64>(su));
  }
  let after: f64 = 0;
  if (r + 1 < points) {
    after = load<f64>(w + ((r + 1) << 4)) / atW;
    if (r + 1 === stop) after *= shrink(load<i64>(sw + 64) - load<i64>(sw));
  }
  const residual = load<f64>(g + (r << 3)) - q + (1 - before) + (1 - after);
  store<f64>(join, <f64>r);
  store<f64>(join, atU, 8);
  store<f64>(join, atW, 16);
  store<f64>(join, square, 24);
  store<f64>(join, residual / square, 32);
}

/**
 * Writes the unit vector of one lane's join.
 * @param u the lane's first element, elements 16 bytes apart; `w` alike
 * @param su the lane's first scale, int64, blocks 64 bytes apart; `sw` alike
 * @param join as `joinShots` left it
 * @param vector float64 [points]
 */
export function writeJoined(
  u: usize,
  w: usize,
  su: usize,
  sw: usize,
  points: usize,
  block: usize,
  join: usize,
  vector: usize,
): void {
  const r = <usize>load<f64>(join);
  const norm = 1 / sqrt(load<f64>(join, 24));
  const perU = norm / load<f64>(join, 8);
  const perW = norm / load<f64>(join, 16);
  const rBlock = (r / block) << 6;
  const suAtR = load<i64>(su + rBlock);
  const swAtR = load<i64>(sw + rBlock);
  for (let i: usize = 0; i < points; ) {
    const stop = min(points, i + block);
    const fromU = perU * shrink(load<i64>(su) - suAtR);
    for (const last = min(stop, r + 1); i < last; i++) {
      store<f64>(vector + (i << 3), load<f64>(u + (i << 4)) * fromU);
    }
    const fromW = perW * shrink(load<i64>(sw) - swAtR);
    for (; i < stop; i++) {
      store<f64>(vector + (i << 3), load<f64>(w + (i << 4)) * fromW);
    }
    su += 64;
    sw += 64;
  }
}

/**
 * One step of inverse iteration, x ∝ (H − q)⁻¹ b, through the Green's function u_<·w_> of one lane:
 * x_i ∝ w_i·Σ_{j≤i} u_j b_j + u_i·Σ_{j>i} w_j b_j.
 * @param u the lane's first element, elements 16 bytes apart; `w` alike
 * @param su the lane's first scale, int64, blocks 64 bytes apart; `sw` alike
 * @param b float64 [points]
 * @param x float64 [points], overwritten
 */
export function applyGreen(
  u: usize,
  w: usize,
  su: usize,
  sw: usize,
  points: usize,
  block: usize,
  b: usize,
  x: usize,
): void {
  const blocks = (points + block - 1) / block;
  const top = largestScale(su, sw, blocks);
  let sum: f64 = 0;
  let scaled: i64 = 0;
  for (let at: usize = 0; at < blocks; at++) {
    const scale = load<i64>(su + (at << 6));
    const factor = shrink(scale + load<i64>(sw + (at << 6)) - top);
    sum *= shrink(scaled - scale);
    scaled = scale;
    const stop = min(points, (at + 1) * block);
    for (let i = at * block; i < stop; i++) {
      sum += load<f64>(u + (i << 4)) * load<f64>(b + (i << 3));
      store<f64>(x + (i << 3), load<f64>(w + (i << 4)) * sum * factor);
    }
  }
  sum = 0;
  scaled = 0;
  for (let at = blocks; at-- > 0; ) {
    const scale = load<i64>(sw + (at << 6));
    const factor = shrink(scale + load<i64>(su + (at << 6)) - top);
    sum *= shrink(scaled - scale);
    scaled = scale;
    for (let i = min(points, (at + 1) * block); i-- > at * block; ) {
      const previous = load<f64>(x + (i << 3));
      store<f64>(x + (i << 3), previous + load<f64>(u + (i << 4)) * sum * factor);
      sum += load<f64>(w + (i << 4)) * load<f64>(b + (i << 3));
    }
  }
}
