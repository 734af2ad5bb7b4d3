// Impedances joined in series and in parallel, row by row. A row is one spectrum: the real parts of
// all frequencies, then the imaginary ones, each `half` bytes of float64, a multiple of 16. Every
// operand is the address of its first row and the bytes to the next, 0 where one row serves all;
// results follow one another. Exchanging two operands of a kind changes no bit of the result.

import { multiplyAddF64 } from "./lanes";

/** into = x + y. */
export function inSeries(
  x: usize,
  xStep: usize,
  y: usize,
  yStep: usize,
  into: usize,
  rows: usize,
  half: usize,
): void {
  for (; rows > 0; rows--, x += xStep, y += yStep) {
    for (let f: usize = 0; f < 2 * half; f += 16, into += 16) {
      v128.store(into, f64x2.add(v128.load(x + f), v128.load(y + f)));
    }
  }
}

/** into = xy/(x + y). */
export function inParallel(
  x: usize,
  xStep: usize,
  y: usize,
  yStep: usize,
  into: usize,
  rows: usize,
  half: usize,
): void {
  const one = f64x2.splat(1);
  for (; rows > 0; rows--, x += xStep, y += yStep, into += half) {
    for (const end = into + half; into < end; into += 16) {
      const f = half - (end - into);
      const a = v128.load(x + f);
      const b = v128.load(x + f + half);
      const c = v128.load(y + f);
      const d = v128.load(y + f + half);
      const re = f64x2.add(a, c);
      const im = f64x2.add(b, d);
      const productRe = f64x2.sub(f64x2.mul(a, c), f64x2.mul(b, d));
      const productIm = f64x2.add(f64x2.mul(a, d), f64x2.mul(b, c));
      const perNorm = f64x2.div(one, multiplyAddF64(re, re, f64x2.mul(im, im)));
      const zRe = multiplyAddF64(productRe, re, f64x2.mul(productIm, im));
      const zIm = f64x2.sub(f64x2.mul(productIm, re), f64x2.mul(productRe, im));
      v128.store(into, f64x2.mul(zRe, perNorm));
      v128.store(into + half, f64x2.mul(zIm, perNorm));
    }
  }
}

/** into = x + R; `r` is the address of R, float64, and `rStep` the bytes to the next row's. */
export function withResistor(
  x: usize,
  xStep: usize,
  r: usize,
  rStep: usize,
  into: usize,
  rows: usize,
  half: usize,
): void {
  for (; rows > 0; rows--, x += xStep, r += rStep, into += half) {
    const resistance = v128.load64_splat(r);
    for (let f: usize = 0; f < half; f += 16, into += 16) {
      v128.store(into, f64x2.add(v128.load(x + f), resistance));
      v128.store(into + half, v128.load(x + f + half));
    }
  }
}

/** into = Rx/(R + x); `r` is the address of R, float64, and `rStep` the bytes to the next row's. */
export function besideResistor(
  x: usize,
  xStep: usize,
  r: usize,
  rStep: usize,
  into: usize,
  rows: usize,
  half: usize,
): void {
  for (; rows > 0; rows--, x += xStep, r += rStep, into += half) {
    const resistance = v128.load64_splat(r);
    for (let f: usize = 0; f < half; f += 16, into += 16) {
      const a = v128.load(x + f);
      const b = v128.load(x + f + half);
      const sum = f64x2.add(a, resistance);
      const square = f64x2.mul(b, b);
      const scale = f64x2.div(resistance, multiplyAddF64(sum, sum, square));
      v128.store(into, f64x2.mul(multiplyAddF64(a, sum, square), scale));
      v128.store(into + half, f64x2.mul(f64x2.mul(b, resistance), scale));
    }
  }
}

/**
 * into = x/(1 + jωC·x); `c` is the address of C, float64, and `cStep` the bytes to the next row's.
 * @param angular ω, float64, `half` bytes
 */
export function besideCapacitor(
  x: usize,
  xStep: usize,
  c: usize,
  cStep: usize,
  into: usize,
  rows: usize,
  half: usize,
  angular: usize,
): void {
  const one = f64x2.splat(1);
  for (; rows > 0; rows--, x += xStep, c += cStep, into += half) {
    const capacitance = v128.load64_splat(c);
    for (let f: usize = 0; f < half; f += 16, into += 16) {
      const a = v128.load(x + f);
      const b = v128.load(x + f + half);
      const admittance = f64x2.mul(v128.load(angular + f), capacitance);
      const re = f64x2.sub(one, f64x2.mul(admittance, b));
      const im = f64x2.mul(admittance, a);
      const perNorm = f64x2.div(one, multiplyAddF64(re, re, f64x2.mul(im, im)));
      const square = multiplyAddF64(a, a, f64x2.mul(b, b));
      v128.store(into, f64x2.mul(a, perNorm));
      v128.store(into + half, f64x2.mul(f64x2.sub(b, f64x2.mul(admittance, square)), perNorm));
    }
  }
}
