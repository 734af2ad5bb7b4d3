// Spectra as datasets hold them: float32, the columns of one frequency side by side.
//
// The phase comes from t = min/max of |Re Z| and |Im Z|, a quotient of float64, so that it has all its
// digits however small it is, or Z. arctan t for 0 ≤ t ≤ 1 is t times a polynomial in t², least in its
// largest relative error (10⁻⁷; with float32 rounding 2.4·10⁻⁷); exchanges and signs give the rest.

import { multiplyAddF32, multiplyAddF64 } from "./lanes";

/**
 * Writes Re Z, Im Z, |Z| and the phase in degrees from −180 to 180 of each frequency.
 * @param z a row: float64, `half` bytes of real parts, a multiple of 32, and as many of imaginary ones
 * @param into receives float32 [half/8][4]
 */
export function writeFull(z: usize, half: usize, into: usize): void {
  for (let f: usize = 0; f < half; f += 32, into += 64) {
    const re1 = v128.load(z + f);
    const re2 = v128.load(z + f, 16);
    const im1 = v128.load(z + f + half);
    const im2 = v128.load(z + f + half, 16);
    const re = rounded(re1, re2);
    const im = rounded(im1, im2);
    const size = rounded(modulus(re1, im1), modulus(re2, im2));
    const phase = phases(re1, re2, im1, im2);
    const low = v128.shuffle<i32>(re, im, 0, 4, 1, 5);
    const high = v128.shuffle<i32>(re, im, 2, 6, 3, 7);
    const lowPolar = v128.shuffle<i32>(size, phase, 0, 4, 1, 5);
    const highPolar = v128.shuffle<i32>(size, phase, 2, 6, 3, 7);
    v128.store(into, v128.shuffle<i64>(low, lowPolar, 0, 2));
    v128.store(into, v128.shuffle<i64>(low, lowPolar, 1, 3), 16);
    v128.store(into, v128.shuffle<i64>(high, highPolar, 0, 2), 32);
    v128.store(into, v128.shuffle<i64>(high, highPolar, 1, 3), 48);
  }
}

/**
 * Writes Re Z and Im Z of each frequency.
 * @param into receives float32 [half/8][2]; the rest as of `writeFull`
 */
export function writeComplex(z: usize, half: usize, into: usize): void {
  for (let f: usize = 0; f < half; f += 32, into += 32) {
    const re = rounded(v128.load(z + f), v128.load(z + f, 16));
    const im = rounded(v128.load(z + f + half), v128.load(z + f + half, 16));
    v128.store(into, v128.shuffle<i32>(re, im, 0, 4, 1, 5));
    v128.store(into, v128.shuffle<i32>(re, im, 2, 6, 3, 7), 16);
  }
}

/** Four numbers as float32. */
function rounded(first: v128, second: v128): v128 {
  const low = f32x4.demote_f64x2_zero(first);
  return v128.shuffle<i64>(low, f32x4.demote_f64x2_zero(second), 0, 2);
}

function modulus(re: v128, im: v128): v128 {
  return f64x2.sqrt(multiplyAddF64(re, re, f64x2.mul(im, im)));
}

/** The phases of four numbers, in degrees, float32; that of 0 is 0. */
function phases(re1: v128, re2: v128, im1: v128, im2: v128): v128 {
  const t = rounded(lesserOverGreater(re1, im1), lesserOverGreater(re2, im2));
  const square = f32x4.mul(t, t);
  let p = f32x4.splat(-0.2689048332049369);
  p = multiplyAddF32(p, square, f32x4.splat(1.3895600821527425));
  p = multiplyAddF32(p, square, f32x4.splat(-3.4083189151586812));
  p = multiplyAddF32(p, square, f32x4.splat(5.680471125387646));
  p = multiplyAddF32(p, square, f32x4.splat(-8.032570791085044));
  p = multiplyAddF32(p, square, f32x4.splat(11.441808960768793));
  p = multiplyAddF32(p, square, f32x4.splat(-19.097823924522555));
  p = multiplyAddF32(p, square, f32x4.splat(57.29577384023733));
  p = f32x4.mul(p, t);

  const steep1 = f64x2.gt(f64x2.abs(im1), f64x2.abs(re1));
  const steep2 = f64x2.gt(f64x2.abs(im2), f64x2.abs(re2));
  const steep = v128.shuffle<i32>(steep1, steep2, 0, 2, 4, 6);
  p = v128.bitselect(f32x4.sub(f32x4.splat(90), p), p, steep);
  // The upper halves of float64 numbers begin with their signs.
  const left = i32x4.shr_s(v128.shuffle<i32>(re1, re2, 1, 3, 5, 7), 31);
  p = v128.bitselect(f32x4.sub(f32x4.splat(180), p), p, left);
  const below = v128.shuffle<i32>(im1, im2, 1, 3, 5, 7);
  return v128.xor(p, v128.and(below, i32x4.splat(i32.MIN_VALUE)));
}

function lesserOverGreater(re: v128, im: v128): v128 {
  const x = f64x2.abs(re);
  const y = f64x2.abs(im);
  const greater = f64x2.max(f64x2.max(x, y), f64x2.splat(f64.MIN_VALUE));
  return f64x2.div(f64x2.min(x, y), greater);
}
