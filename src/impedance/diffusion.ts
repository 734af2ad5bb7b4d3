/** Diffusion over a finite length: Z = Z0·coth(s)/s where it ends blocked, Z0·tanh(s)/s where not. */
import type { Band, Vector } from "./band.ts";
import { type Complex, coth, cothAndCsch, quotient, tanh, tanhAndSech } from "./complex.ts";
import { type Law, scale } from "./law.ts";

/** Open (finite-space) Warburg element, Z = Z0·coth(√(jωτ))/√(jωτ). */
export const openWarburg: Law = {
  impedance: (parameters, first, band, z) =>
    blocked(parameters[first]!, parameters[first + 1]!, 1, band, z),
  slopes(parameters, first, band, z, slopes) {
    scale(z, 1, slopes[0]!);
    slopeOfBlocked(parameters[first]!, parameters[first + 1]!, 1, band, z, slopes[1]!);
  },
};

/** Short (finite-length) Warburg element, Z = Z0·tanh(√(jωτ))/√(jωτ). */
export const shortWarburg: Law = {
  impedance(parameters, first, band, z) {
    const resistance = parameters[first]!;
    directTo(parameters[first + 1]!, 1);
    for (let i = 0; i < band.count; i++) {
      argument(1, band, i);
      tanh(s, ratio);
      quotient(ratio, s, ratio);
      z.re[i] = resistance * ratio.re;
      z.im[i] = resistance * ratio.im;
    }
  },
  slopes(parameters, first, band, z, slopes) {
    const resistance = parameters[first]!;
    const byTime = slopes[1]!;
    directTo(parameters[first + 1]!, 1);
    scale(z, 1, slopes[0]!);
    for (let i = 0; i < band.count; i++) {
      argument(1, band, i);
      tanhAndSech(s, ratio, inverse);
      byTime.re[i] = (resistance * squareRe(inverse) - z.re[i]!) / 2;
      byTime.im[i] = (resistance * squareIm(inverse) - z.im[i]!) / 2;
    }
  },
};

/**
 * Transmission line of a porous electrode without reaction, Z = √(R·Zs)·coth √(R/Zs) with
 * Zs = 1/(Q(jω)^γ): eq. 11 of Landesfeind et al., J. Electrochem. Soc. 163 (2016) A1373.
 */
export const transmissionLine: Law = {
  impedance(parameters, first, band, z) {
    const resistance = parameters[first]!;
    blocked(resistance, resistance * parameters[first + 1]!, parameters[first + 2]!, band, z);
  },
  slopes(parameters, first, band, z, slopes) {
    const resistance = parameters[first]!;
    const exponent = parameters[first + 2]!;
    const [byResistance, byCoefficient, byExponent] = slopes as [Vector, Vector, Vector];
    const square = resistance * parameters[first + 1]!;
    slopeOfBlocked(resistance, square, exponent, band, z, byCoefficient);
    for (let i = 0; i < band.count; i++) {
      const growth = exponent * band.logAngular[i]!;
      const turn = (exponent * Math.PI) / 2;
      const re = byCoefficient.re[i]!;
      const im = byCoefficient.im[i]!;
      byResistance.re[i] = z.re[i]! + re;
      byResistance.im[i] = z.im[i]! + im;
      byExponent.re[i] = growth * re - turn * im;
      byExponent.im[i] = growth * im + turn * re;
    }
  },
};

const direction: Complex = { re: 0, im: 0 };
const s: Complex = { re: 0, im: 0 };
const ratio: Complex = { re: 0, im: 0 };
const inverse: Complex = { re: 0, im: 0 };

/** s = direction·ω^(exponent/2), of which s² = square·(jω)^exponent. */
function directTo(square: number, exponent: number): void {
  const modulus = Math.sqrt(square);
  direction.re = modulus * Math.cos((Math.PI / 4) * exponent);
  direction.im = modulus * Math.sin((Math.PI / 4) * exponent);
}

/** Sets s at one frequency. */
function argument(exponent: number, band: Band, i: number): void {
  const modulus =
    exponent === 1 ? Math.sqrt(band.angular[i]!) : Math.exp((exponent / 2) * band.logAngular[i]!);
  s.re = direction.re * modulus;
  s.im = direction.im * modulus;
}

/** Z = resistance·coth(s)/s. */
function blocked(
  resistance: number,
  square: number,
  exponent: number,
  band: Band,
  z: Vector,
): void {
  directTo(square, exponent);
  for (let i = 0; i < band.count; i++) {
    argument(exponent, band, i);
    coth(s, ratio);
    quotient(ratio, s, ratio);
    z.re[i] = resistance * ratio.re;
    z.im[i] = resistance * ratio.im;
  }
}

/** The slope of that by ln s², which is −(resistance/sinh²s + Z)/2. */
function slopeOfBlocked(
  resistance: number,
  square: number,
  exponent: number,
  band: Band,
  z: Vector,
  slope: Vector,
): void {
  directTo(square, exponent);
  for (let i = 0; i < band.count; i++) {
    argument(exponent, band, i);
    cothAndCsch(s, ratio, inverse);
    slope.re[i] = -(resistance * squareRe(inverse) + z.re[i]!) / 2;
    slope.im[i] = -(resistance * squareIm(inverse) + z.im[i]!) / 2;
  }
}

function squareRe({ re, im }: Complex): number {
  return re * re - im * im;
}

function squareIm({ re, im }: Complex): number {
  return 2 * re * im;
}
