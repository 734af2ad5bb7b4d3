// Solutions of the lattice's eigenvalue equation by shooting from a wall, eight energies at a time.
//
// In units of the hopping energy e the Hamiltonian is tridiagonal: 2 + g_i on the diagonal, −1 beside
// it. With slopes s_i = u_{i+1} − u_i the equation (H − q)u = 0 reads
//
//     s_i = s_{i−1} + (g_i − q)·u_i,      u_{i+1} = u_i + s_i,      u_0 = 0, u_1 = 1.
//
// Written with slopes the rounding errors stay relative to the energy q and not to the top of the
// lattice's band, which is what keeps neighbouring eigenvectors orthogonal on fine grids.
//
// Inside a barrier u grows exponentially. After each block of steps a lane that has passed 2^256 is
// scaled by 2^−256; `block` is chosen by the caller so that no block can grow by more than 2^120.

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

/**
 * Counts the eigenvalues below each of eight energies: the solution started at the left wall has as
 * many nodes up to the right wall (Sturm's oscillation theorem).
 * @param g potential over hopping energy, float64 [points]
 * @param q eight energies over hopping energy, float64
 * @param counts eight counts, int64
 * @param block steps between two looks at the size of u
 */
export function countBelow(g: usize, points: usize, q: usize, counts: usize, block: usize): void {
  const q0 = v128.load(q),
    q1 = v128.load(q, 16),
    q2 = v128.load(q, 32),
    q3 = v128.load(q, 48);
  let u0 = f64x2.splat(1),
    u1 = u0,
    u2 = u0,
    u3 = u0;
  let s0 = u0,
    s1 = u0,
    s2 = u0,
    s3 = u0;
  let n0 = i64x2.splat(0),
    n1 = n0,
    n2 = n0,
    n3 = n0;
  const end = g + (points << 3);
  while (g < end) {
    const stop = min(end, g + (block << 3));
    while (g < stop) {
      const gi = v128.load64_splat(g);
      g += 8;
      s0 = multiplyAddF64(f64x2.sub(gi, q0), u0, s0);
      s1 = multiplyAddF64(f64x2.sub(gi, q1), u1, s1);
      s2 = multiplyAddF64(f64x2.sub(gi, q2), u2, s2);
      s3 = multiplyAddF64(f64x2.sub(gi, q3), u3, s3);
      const v0 = f64x2.add(u0, s0);
      const v1 = f64x2.add(u1, s1);
      const v2 = f64x2.add(u2, s2);
      const v3 = f64x2.add(u3, s3);
      n0 = i64x2.add(n0, signChange(u0, v0));
      n1 = i64x2.add(n1, signChange(u1, v1));
      n2 = i64x2.add(n2, signChange(u2, v2));
      n3 = i64x2.add(n3, signChange(u3, v3));
      u0 = v0;
      u1 = v1;
      u2 = v2;
      u3 = v3;
    }
    const h0 = hugeLanes(u0),
      h1 = hugeLanes(u1),
      h2 = hugeLanes(u2),
      h3 = hugeLanes(u3);
    if (v128.any_true(v128.or(v128.or(h0, h1), v128.or(h2, h3)))) {
      const r0 = rescaling(h0),
        r1 = rescaling(h1),
        r2 = rescaling(h2),
        r3 = rescaling(h3);
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
 * Shoots from one wall at eight energies and keeps the whole solution. Going left to right `step` is
 * 8 and `g`, `u`, `scales` point at the first element; going right to left `step` is −8 and they
 * point at the last.
 * @param u the solutions, float64 [4][points][2], the four parts `part` bytes apart
 * @param scales how often each lane was scaled by 2^−256 before a block, int64 [blocks][8]; the
 *   block of element i is ⌊i/block⌋ counted from the left, whichever way the shot goes
 * @param squares Σu² of the elements shot before a block, at that block's scale, float64 [blocks][8]
 * @param first steps until the first block's edge: `block`, or less when the shot starts inside one
 */
export function shoot(
  g: usize,
  points: usize,
  q: usize,
  u: usize,
  part: usize,
  scales: usize,
  squares: usize,
  block: usize,
  first: usize,
  step: isize,
): void {
  const q0 = v128.load(q),
    q1 = v128.load(q, 16),
    q2 = v128.load(q, 32),
    q3 = v128.load(q, 48);
  let u0 = f64x2.splat(1),
    u1 = u0,
    u2 = u0,
    u3 = u0;
  let s0 = u0,
    s1 = u0,
    s2 = u0,
    s3 = u0;
  let n0 = i64x2.splat(0),
    n1 = n0,
    n2 = n0,
    n3 = n0;
  let z0 = f64x2.splat(0),
    z1 = z0,
    z2 = z0,
    z3 = z0;
  const row = step << 1;
  const scaleRow = step << 3;
  let u1At = u + part,
    u2At = u + 2 * part,
    u3At = u + 3 * part;
  let left = first;
  while (points > 0) {
    v128.store(scales, n0);
    v128.store(scales, n1, 16);
    v128.store(scales, n2, 32);
    v128.store(scales, n3, 48);
    v128.store(squares, z0);
    v128.store(squares, z1, 16);
    v128.store(squares, z2, 32);
    v128.store(squares, z3, 48);
    scales += scaleRow;
    squares += scaleRow;
    let steps = min(left, points);
    points -= steps;
    left = block;
    while (steps > 0) {
      const gi = v128.load64_splat(g);
      v128.store(u, u0);
      v128.store(u1At, u1);
      v128.store(u2At, u2);
      v128.store(u3At, u3);
      s0 = multiplyAddF64(f64x2.sub(gi, q0), u0, s0);
      s1 = multiplyAddF64(f64x2.sub(gi, q1), u1, s1);
      s2 = multiplyAddF64(f64x2.sub(gi, q2), u2, s2);
      s3 = multiplyAddF64(f64x2.sub(gi, q3), u3, s3);
      z0 = multiplyAddF64(u0, u0, z0);
      z1 = multiplyAddF64(u1, u1, z1);
      z2 = multiplyAddF64(u2, u2, z2);
      z3 = multiplyAddF64(u3, u3, z3);
      u0 = f64x2.add(u0, s0);
      u1 = f64x2.add(u1, s1);
      u2 = f64x2.add(u2, s2);
      u3 = f64x2.add(u3, s3);
      g += step;
      u += row;
      u1At += row;
      u2At += row;
      u3At += row;
      steps--;
    }
    const h0 = hugeLanes(u0),
      h1 = hugeLanes(u1),
      h2 = hugeLanes(u2),
      h3 = hugeLanes(u3);
    if (v128.any_true(v128.or(v128.or(h0, h1), v128.or(h2, h3)))) {
      const r0 = rescaling(h0),
        r1 = rescaling(h1),
        r2 = rescaling(h2),
        r3 = rescaling(h3);
      u0 = f64x2.mul(u0, r0);
      u1 = f64x2.mul(u1, r1);
      u2 = f64x2.mul(u2, r2);
      u3 = f64x2.mul(u3, r3);
      s0 = f64x2.mul(s0, r0);
      s1 = f64x2.mul(s1, r1);
      s2 = f64x2.mul(s2, r2);
      s3 = f64x2.mul(s3, r3);
      z0 = f64x2.mul(z0, f64x2.mul(r0, r0));
      z1 = f64x2.mul(z1, f64x2.mul(r1, r1));
      z2 = f64x2.mul(z2, f64x2.mul(r2, r2));
      z3 = f64x2.mul(z3, f64x2.mul(r3, r3));
      n0 = i64x2.sub(n0, h0);
      n1 = i64x2.sub(n1, h1);
      n2 = i64x2.sub(n2, h2);
      n3 = i64x2.sub(n3, h3);
    }
  }
}
