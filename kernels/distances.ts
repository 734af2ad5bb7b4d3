// How far spectra are from a reference: the mean of |Z − Zref|, or the root of the mean of
// w·|Z − Zref|². Rows are those of joins.ts, of `half` bytes of real and as many of imaginary parts,
// and sums run over even and odd frequencies by themselves. What is beyond the last frequency must
// be zero in the reference and in the weights.

import { multiplyAddF64 } from "./lanes";

/**
 * The distances of rows. Only an odd last frequency may have another beside it, which is ignored.
 * @param z the first row; the others follow it
 * @param reference one row
 * @param weights w, float64, `half` bytes; 0 for the mean of |Z − Zref|
 * @param frequencies how many
 * @param into receives float64 [rows]
 */
export function distances(
  z: usize,
  step: usize,
  reference: usize,
  weights: usize,
  frequencies: usize,
  half: usize,
  into: usize,
  rows: usize,
): void {
  const even = (frequencies & ~1) << 3;
  for (const end = into + (rows << 3); into < end; into += 8, z += step) {
    let sum = f64x2.splat(0);
    for (let f: usize = 0; f < even; f += 16) {
      const square = squareBetween(z + f, reference + f, half);
      sum = weights
        ? multiplyAddF64(square, v128.load(weights + f), sum)
        : f64x2.add(sum, f64x2.sqrt(square));
    }
    let total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
    if (frequencies & 1) {
      const last = f64x2.extract_lane(squareBetween(z + even, reference + even, half), 0);
      total += weights ? last * load<f64>(weights + even) : sqrt(last);
    }
    store<f64>(into, finished(total, weights, frequencies));
  }
}

/** |z − r|² at two frequencies. */
function squareBetween(z: usize, r: usize, half: usize): v128 {
  const re = f64x2.sub(v128.load(z), v128.load(r));
  const im = f64x2.sub(v128.load(z + half), v128.load(r + half));
  return multiplyAddF64(re, re, f64x2.mul(im, im));
}

function finished(total: f64, weights: usize, frequencies: usize): f64 {
  const mean = total / <f64>frequencies;
  return weights ? sqrt(mean) : mean;
}

/**
 * The distances of a resistor beside two parts in series, Z = R·S/(R + S) with S = x + y:
 *
 *     Z − Zref = (R·S − Zref·(R + S))/(R + S)
 *
 * With |…|² of numerator and denominator n and d, the sum of two |Z − Zref| is
 * (√(n₁d₁)·d₂ + √(n₂d₂)·d₁)/(d₁d₂): one division for both. Exchanging x and y changes no bit.
 * All is zero beyond the last frequency, to a multiple of 4.
 * @param r the address of the first row's R, float64, `rStep` bytes before the next one's
 * @param x the first row of one part, `xStep` bytes before the next; `y` likewise
 * @param reference, weights, frequencies, into, rows as of `distances`
 */
export function shuntedDistances(
  r: usize,
  rStep: usize,
  x: usize,
  xStep: usize,
  y: usize,
  yStep: usize,
  reference: usize,
  weights: usize,
  frequencies: usize,
  half: usize,
  into: usize,
  rows: usize,
): void {
  for (const end = into + (rows << 3); into < end; into += 8) {
    const resistance = v128.load64_splat(r);
    let sum = f64x2.splat(0);
    for (let f: usize = 0; f < half; f += 32) {
      let re = f64x2.add(v128.load(x + f), v128.load(y + f));
      let im = f64x2.add(v128.load(x + f + half), v128.load(y + f + half));
      let all = f64x2.add(re, resistance);
      let n1 = numerator(resistance, re, im, all, reference + f, half);
      const d1 = multiplyAddF64(all, all, f64x2.mul(im, im));

      re = f64x2.add(v128.load(x + f, 16), v128.load(y + f, 16));
      im = f64x2.add(v128.load(x + f + half, 16), v128.load(y + f + half, 16));
      all = f64x2.add(re, resistance);
      let n2 = numerator(resistance, re, im, all, reference + f + 16, half);
      const d2 = multiplyAddF64(all, all, f64x2.mul(im, im));

      if (weights) {
        n1 = f64x2.mul(n1, v128.load(weights + f));
        n2 = f64x2.mul(n2, v128.load(weights + f, 16));
      } else {
        n1 = f64x2.sqrt(f64x2.mul(n1, d1));
        n2 = f64x2.sqrt(f64x2.mul(n2, d2));
      }
      const both = multiplyAddF64(n1, d2, f64x2.mul(n2, d1));
      sum = f64x2.add(sum, f64x2.div(both, f64x2.mul(d1, d2)));
    }
    const total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
    store<f64>(into, finished(total, weights, frequencies));
    r += rStep;
    x += xStep;
    y += yStep;
  }
}

/** |R·S − Zref·(R + S)|² of S = re + j·im and R + S = all + j·im. */
function numerator(
  resistance: v128,
  re: v128,
  im: v128,
  all: v128,
  reference: usize,
  half: usize,
): v128 {
  const refRe = v128.load(reference);
  const refIm = v128.load(reference + half);
  const nRe = multiplyAddF64(
    refIm,
    im,
    f64x2.sub(f64x2.mul(resistance, re), f64x2.mul(refRe, all)),
  );
  const nIm = f64x2.sub(f64x2.mul(f64x2.sub(resistance, refRe), im), f64x2.mul(refIm, all));
  return multiplyAddF64(nRe, nRe, f64x2.mul(nIm, nIm));
}
