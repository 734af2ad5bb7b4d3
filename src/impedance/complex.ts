/**
 * The functions of one complex number that the laws of diffusion need, each written to a number the
 * caller keeps, so that none is allocated. They hold from the smallest arguments to the greatest:
 * all is written in exp(−x) and 1 − exp(−2x), which neither overflow nor cancel.
 */

/** A complex number that is written to. */
export interface Complex {
  re: number;
  im: number;
}

/** From here on exp(−2x) is less than the rounding of 1, which coth s and tanh s then are. */
const FAR = 20;

const unused: Complex = { re: 0, im: 0 };

/** The square root with Re ≥ 0, of a number whose square is within float64. */
export function squareRoot(re: number, im: number, root: Complex): void {
  const modulus = Math.sqrt(re * re + im * im);
  const greater = Math.sqrt((modulus + Math.abs(re)) / 2);
  const lesser = greater === 0 ? 0 : im / (2 * greater);
  if (re >= 0) {
    root.re = greater;
    root.im = lesser;
  } else {
    root.re = Math.abs(lesser);
    root.im = im < 0 ? -greater : greater;
  }
}

/** a/b. */
export function quotient(a: Complex, b: Complex, result: Complex): void {
  const norm = b.re * b.re + b.im * b.im;
  const re = (a.re * b.re + a.im * b.im) / norm;
  result.im = (a.im * b.re - a.re * b.im) / norm;
  result.re = re;
}

/**
 * coth s and 1/sinh s for s = x + jy with x ≥ 0, s ≠ 0. From |sinh s|² = sinh²x + sin²y, with both
 * sides multiplied by 4·exp(−2x).
 */
export function cothAndCsch(s: Complex, coth: Complex, csch: Complex): void {
  const near = s.re < 1;
  const change = near ? Math.expm1(-s.re) : 0;
  const fall = near ? 1 + change : Math.exp(-s.re);
  const square = fall * fall;
  const rest = near ? -change * (1 + fall) : 1 - square;
  const sine = Math.sin(s.im);
  const cosine = Math.cos(s.im);
  const scale = 1 / (rest * rest + 4 * square * sine * sine);
  coth.re = rest * (1 + square) * scale;
  coth.im = -4 * sine * cosine * square * scale;
  csch.re = 2 * fall * rest * cosine * scale;
  csch.im = -2 * fall * (1 + square) * sine * scale;
}

/** coth s alone, likewise. */
export function coth(s: Complex, result: Complex): void {
  if (s.re < FAR) {
    cothAndCsch(s, result, unused);
  } else {
    result.re = 1;
    result.im = 0;
  }
}

/** tanh s and 1/cosh s for s = x + jy with x ≥ 0, likewise, from |cosh s|² = sinh²x + cos²y. */
export function tanhAndSech(s: Complex, tanh: Complex, sech: Complex): void {
  const near = s.re < 1;
  const change = near ? Math.expm1(-s.re) : 0;
  const fall = near ? 1 + change : Math.exp(-s.re);
  const square = fall * fall;
  const rest = near ? -change * (1 + fall) : 1 - square;
  const sine = Math.sin(s.im);
  const cosine = Math.cos(s.im);
  const scale = 1 / (rest * rest + 4 * square * cosine * cosine);
  tanh.re = rest * (1 + square) * scale;
  tanh.im = 4 * sine * cosine * square * scale;
  sech.re = 2 * fall * (1 + square) * cosine * scale;
  sech.im = -2 * fall * rest * sine * scale;
}

/** tanh s alone, likewise. */
export function tanh(s: Complex, result: Complex): void {
  if (s.re < FAR) {
    tanhAndSech(s, result, unused);
  } else {
    result.re = 1;
    result.im = 0;
  }
}
