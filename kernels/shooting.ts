// Solutions of the lattice's eigenvalue equation by shooting from a wall, eight energies at a time.
//
// In units of the hopping energy e the Hamiltonian is tridiagonal: 2 + g_i on the diagonal, −1 beside
// it. With slopes s_i = u_{i+1} − u_i the equation (H − q)u = 0 reads
//
//     s_i = s_{i−1} + (g_i − q)·u_i,      u_{i+1} = u_i + s_i,      u_0 = 0, s_0 = 1.
//
// Written with slopes the rounding errors stay relative to the energy q and not to the top of the
// lattice's band, which is what keeps neighbouring eigenvectors orthogonal on fine grids. Runs of one
// height are crossed in jumps (see decimation.ts), which step in the same way, d ← d + h_r·u,
// u ← u + d, from knot to knot; at the ends of a block of equal jumps d and s are exchanged.
//
// Inside a barrier u grows exponentially. After each block a lane that has passed 2^256 is scaled by
// 2^−256; the caller cuts the blocks so short that none can grow by more than 2^120.

import { BLOCK } from "./decimation";
import { multiplyAddF64 } from "./lanes";

const HUGE = reinterpret<f64>(0x4ff0000000000000); // 2^256
const TINY = reinterpret<f64>(0x2ff0000000000000); // 2^−256

function hugeLanes(u: v128): v128 {
  return f64x2.gt(f64x2.abs(u), f64x2.splat(HUGE));
}

/** 2^−256 in the lanes of `mask`, 1 in the others. */
function rescaling(mask: v128): v128 {
  return v128.bitselect(f64x2.splat(TINY), f64x2.splat(1), mask);
}

function signChange(before: v128, after: v128): v128 {
  return i64x2.shr_u(v128.xor(before, after), 63);
}

/** The difference d = αu + Bs over the first of a block's jumps. */
function firstDifference(jump: usize, u: v128, s: v128): v128 {
  return multiplyAddF64(v128.load(jump, 64), u, f64x2.mul(v128.load(jump, 128), s));
}

/** The slope s = (d + αu)/B after the last of a block's jumps. */
function lastSlope(jump: usize, u: v128, d: v128): v128 {
  return f64x2.mul(v128.load(jump, 192), multiplyAddF64(v128.load(jump, 64), u, d));
}

/** Σu² over the first knot of a block and the ends of its jumps: (1 + e)u² + c·d·u. */
function firstSquares(jump: usize, u: v128, d: v128, sum: v128): v128 {
  const weight = f64x2.add(f64x2.splat(1), v128.load(jump, 256));
  const term = multiplyAddF64(weight, u, f64x2.mul(v128.load(jump, 320), d));
  return multiplyAddF64(term, u, sum);
}

/** Σu² over a block's other knots, whose plain sum is `inner`, and up to the last: e·u² − c·d·u. */
function lastSquares(jump: usize, u: v128, d: v128, inner: v128, sum: v128): v128 {
  const term = f64x2.sub(f64x2.mul(v128.load(jump, 256), u), f64x2.mul(v128.load(jump, 320), d));
  return multiplyAddF64(v128.load(jump, 384), inner, multiplyAddF64(term, u, sum));
}

/**
 * Counts the eigenvalues below each of eight energies: the solution started at the left wall has as
 * many nodes up to the right wall (Sturm's oscillation theorem).
 * @param blocks the blocks from wall to wall, their jumps found for these energies
 * @param q eight energies over hopping energy, float64
 * @param counts eight counts, int64
 */
export function countBelow(blocks: usize, q: usize, counts: usize): void {
  const q0 = v128.load(q),
    q1 = v128.load(q, 16),
    q2 = v128.load(q, 32),
    q3 = v128.load(q, 48);
  let u0 = f64x2.splat(0),
    u1 = u0,
    u2 = u0,
    u3 = u0;
  let s0 = f64x2.splat(1),
    s1 = s0,
    s2 = s0,
    s3 = s0;
  let n0 = i64x2.splat(0),
    n1 = n0,
    n2 = n0,
    n3 = n0;
  for (let left = load<u32>(blocks, 20); left > 0; left = load<u32>(blocks, 20)) {
    const jump = <usize>load<u32>(blocks, 16);
    blocks += BLOCK;
    const g = v128.load64_splat(blocks);
    const h0 = v128.load(jump),
      h1 = v128.load(jump, 16),
      h2 = v128.load(jump, 32),
      h3 = v128.load(jump, 48);
    let d0 = firstDifference(jump, u0, s0),
      d1 = firstDifference(jump + 16, u1, s1),
      d2 = firstDifference(jump + 32, u2, s2),
      d3 = firstDifference(jump + 48, u3, s3);
    while (true) {
      const v0 = f64x2.add(u0, d0);
      const v1 = f64x2.add(u1, d1);
      const v2 = f64x2.add(u2, d2);
      const v3 = f64x2.add(u3, d3);
      n0 = i64x2.add(n0, signChange(u0, v0));
      n1 = i64x2.add(n1, signChange(u1, v1));
      n2 = i64x2.add(n2, signChange(u2, v2));
      n3 = i64x2.add(n3, signChange(u3, v3));
      u0 = v0;
      u1 = v1;
      u2 = v2;
      u3 = v3;
      if (--left === 0) break;
      d0 = multiplyAddF64(h0, u0, d0);
      d1 = multiplyAddF64(h1, u1, d1);
      d2 = multiplyAddF64(h2, u2, d2);
      d3 = multiplyAddF64(h3, u3, d3);
    }
    s0 = lastSlope(jump, u0, d0);
    s1 = lastSlope(jump + 16, u1, d1);
    s2 = lastSlope(jump + 32, u2, d2);
    s3 = lastSlope(jump + 48, u3, d3);
    s0 = multiplyAddF64(f64x2.sub(g, q0), u0, s0);
    s1 = multiplyAddF64(f64x2.sub(g, q1), u1, s1);
    s2 = multiplyAddF64(f64x2.sub(g, q2), u2, s2);
    s3 = multiplyAddF64(f64x2.sub(g, q3), u3, s3);
    const huge0 = hugeLanes(u0),
      huge1 = hugeLanes(u1),
      huge2 = hugeLanes(u2),
      huge3 = hugeLanes(u3);
    if (v128.any_true(v128.or(v128.or(huge0, huge1), v128.or(huge2, huge3)))) {
      const r0 = rescaling(huge0),
        r1 = rescaling(huge1),
        r2 = rescaling(huge2),
        r3 = rescaling(huge3);
      u0 = f64x2.mul(u0, r0);
      u1 = f64x2.mul(u1, r1);
      u2 = f64x2.mul(u2, r2);
      u3 = f64x2.mul(u3, r3);
      s0 = f64x2.mul(s0, r0);
      s1 = f64x2.mul(s1, r1);
      s2 = f64x2.mul(s2, r2);
      s3 = f64x2.mul(s3, r3);
    }
  }
  v128.store(counts, n0);
  v128.store(counts, n1, 16);
  v128.store(counts, n2, 32);
  v128.store(counts, n3, 48);
}

/**
 * Shoots from one wall at eight energies and keeps the solution at every knot.
 * @param block the block at the wall, its jumps found for these energies
 * @param count how many blocks there are
 * @param u the solutions at the wall, float64 [4][knots][2], the four parts `part` bytes apart
 * @param scales how often each lane was scaled by 2^−256 before a block, int64 [blocks][8], at the
 *   wall's; a block has its left knot and not its right one, whichever way the shot goes
 * @param squares Σu² of all points crossed before a block, at that block's scale, float64 [blocks][8]
 * @param way 1 from left to right, −1 from right to left
 */
export function shoot(
  block: usize,
  count: usize,
  q: usize,
  u: usize,
  part: usize,
  scales: usize,
  squares: usize,
  way: isize,
): void {
  const q0 = v128.load(q),
    q1 = v128.load(q, 16),
    q2 = v128.load(q, 32),
    q3 = v128.load(q, 48);
  let u0 = f64x2.splat(0),
    u1 = u0,
    u2 = u0,
    u3 = u0;
  let s0 = f64x2.splat(1),
    s1 = s0,
    s2 = s0,
    s3 = s0;
  let n0 = i64x2.splat(0),
    n1 = n0,
    n2 = n0,
    n3 = n0;
  let t0 = f64x2.splat(0),
    t1 = t0,
    t2 = t0,
    t3 = t0;
  const step = way << 4;
  const row = way << 6;
  let u1At = u + part,
    u2At = u + 2 * part,
    u3At = u + 3 * part;
  for (; count > 0; count--) {
    v128.store(scales, n0);
    v128.store(scales, n1, 16);
    v128.store(scales, n2, 32);
    v128.store(scales, n3, 48);
    v128.store(squares, t0);
    v128.store(squares, t1, 16);
    v128.store(squares, t2, 32);
    v128.store(squares, t3, 48);
    scales += row;
    squares += row;
    const jump = <usize>load<u32>(block, 16);
    let left = load<u32>(block, 20);
    const g = v128.load64_splat(way > 0 ? block + BLOCK : block);
    block += way * BLOCK;
    if (way > 0) {
      v128.store(u, u0);
      v128.store(u1At, u1);
      v128.store(u2At, u2);
      v128.store(u3At, u3);
    }
    const h0 = v128.load(jump),
      h1 = v128.load(jump, 16),
      h2 = v128.load(jump, 32),
      h3 = v128.load(jump, 48);
    let d0 = firstDifference(jump, u0, s0),
      d1 = firstDifference(jump + 16, u1, s1),
      d2 = firstDifference(jump + 32, u2, s2),
      d3 = firstDifference(jump + 48, u3, s3);
    t0 = firstSquares(jump, u0, d0, t0);
    t1 = firstSquares(jump + 16, u1, d1, t1);
    t2 = firstSquares(jump + 32, u2, d2, t2);
    t3 = firstSquares(jump + 48, u3, d3, t3);
    let z0 = f64x2.splat(0),
      z1 = z0,
      z2 = z0,
      z3 = z0;
    while (true) {
      u0 = f64x2.add(u0, d0);
      u1 = f64x2.add(u1, d1);
      u2 = f64x2.add(u2, d2);
      u3 = f64x2.add(u3, d3);
      u += step;
      u1At += step;
      u2At += step;
      u3At += step;
      v128.store(u, u0);
      v128.store(u1At, u1);
      v128.store(u2At, u2);
      v128.store(u3At, u3);
      if (--left === 0) break;
      z0 = multiplyAddF64(u0, u0, z0);
      z1 = multiplyAddF64(u1, u1, z1);
      z2 = multiplyAddF64(u2, u2, z2);
      z3 = multiplyAddF64(u3, u3, z3);
      d0 = multiplyAddF64(h0, u0, d0);
      d1 = multiplyAddF64(h1, u1, d1);
      d2 = multiplyAddF64(h2, u2, d2);
      d3 = multiplyAddF64(h3, u3, d3);
    }
    t0 = lastSquares(jump, u0, d0, z0, t0);
    t1 = lastSquares(jump + 16, u1, d1, z1, t1);
    t2 = lastSquares(jump + 32, u2, d2, z2, t2);
    t3 = lastSquares(jump + 48, u3, d3, z3, t3);
    s0 = lastSlope(jump, u0, d0);
    s1 = lastSlope(jump + 16, u1, d1);
    s2 = lastSlope(jump + 32, u2, d2);
    s3 = lastSlope(jump + 48, u3, d3);
    s0 = multiplyAddF64(f64x2.sub(g, q0), u0, s0);
    s1 = multiplyAddF64(f64x2.sub(g, q1), u1, s1);
    s2 = multiplyAddF64(f64x2.sub(g, q2), u2, s2);
    s3 = multiplyAddF64(f64x2.sub(g, q3), u3, s3);
    const huge0 = hugeLanes(u0),
      huge1 = hugeLanes(u1),
      huge2 = hugeLanes(u2),
      huge3 = hugeLanes(u3);
    if (v128.any_true(v128.or(v128.or(huge0, huge1), v128.or(huge2, huge3)))) {
      const r0 = rescaling(huge0),
        r1 = rescaling(huge1),
        r2 = rescaling(huge2),
        r3 = rescaling(huge3);
      u0 = f64x2.mul(u0, r0);
      u1 = f64x2.mul(u1, r1);
      u2 = f64x2.mul(u2, r2);
      u3 = f64x2.mul(u3, r3);
      s0 = f64x2.mul(s0, r0);
      s1 = f64x2.mul(s1, r1);
      s2 = f64x2.mul(s2, r2);
      s3 = f64x2.mul(s3, r3);
      t0 = f64x2.mul(t0, f64x2.mul(r0, r0));
      t1 = f64x2.mul(t1, f64x2.mul(r1, r1));
      t2 = f64x2.mul(t2, f64x2.mul(r2, r2));
      t3 = f64x2.mul(t3, f64x2.mul(r3, r3));
      n0 = i64x2.sub(n0, huge0);
      n1 = i64x2.sub(n1, huge1);
      n2 = i64x2.sub(n2, huge2);
      n3 = i64x2.sub(n3, huge3);
    }
  }
}
