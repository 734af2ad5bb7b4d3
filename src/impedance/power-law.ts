/** Elements whose impedance is a power of jω: resistor, capacitor, inductor, and those between. */
import type { Band, Vector } from "./band.ts";
import { type Law, scale } from "./law.ts";

/** Z = R. */
export const resistor: Law = {
  impedance(parameters, first, _band, z) {
    z.re.fill(parameters[first]!);
    z.im.fill(0);
  },
  slopes: (_parameters, _first, _band, z, slopes) => scale(z, 1, slopes[0]!),
};

/** Z = 1/(jωC). */
export const capacitor: Law = {
  impedance(parameters, first, { count, angular }, z) {
    const capacitance = parameters[first]!;
    z.re.fill(0);
    for (let i = 0; i < count; i++) z.im[i] = -1 / (angular[i]! * capacitance);
  },
  slopes: (_parameters, _first, _band, z, slopes) => scale(z, -1, slopes[0]!),
};

/** Z = jωL. */
export const inductor: Law = {
  impedance(parameters, first, { count, angular }, z) {
    const inductance = parameters[first]!;
    z.re.fill(0);
    for (let i = 0; i < count; i++) z.im[i] = angular[i]! * inductance;
  },
  slopes: (_parameters, _first, _band, z, slopes) => scale(z, 1, slopes[0]!),
};

/** Semi-infinite diffusion, Z = A(1 − j)/√ω. */
export const warburg: Law = {
  impedance(parameters, first, { count, angular }, z) {
    const coefficient = parameters[first]!;
    for (let i = 0; i < count; i++) {
      z.re[i] = coefficient / Math.sqrt(angular[i]!);
      z.im[i] = -z.re[i]!;
    }
  },
  slopes: (_parameters, _first, _band, z, slopes) => scale(z, 1, slopes[0]!),
};

/** Constant phase element, Z = 1/(Q(jω)^α). */
export const constantPhase: Law = {
  impedance: (parameters, first, band, z) =>
    power(1 / parameters[first]!, -parameters[first + 1]!, band, z),
  slopes(parameters, first, band, z, slopes) {
    scale(z, -1, slopes[0]!);
    slopeByExponent(-parameters[first + 1]!, band, z, slopes[1]!);
  },
};

/**
 * Modified inductor, Z = L(jω)^α, as impedance.py's documentation and EC-Lab's Application Note 42
 * have it. (impedance.py computes (jωL)^α; see its issues 286 and 312.)
 */
export const modifiedInductor: Law = {
  impedance: (parameters, first, band, z) =>
    power(parameters[first]!, parameters[first + 1]!, band, z),
  slopes(parameters, first, band, z, slopes) {
    scale(z, 1, slopes[0]!);
    slopeByExponent(parameters[first + 1]!, band, z, slopes[1]!);
  },
};

/** amplitude·(jω)^exponent, with (jω)^n = ω^n·exp(jπn/2). */
function power(amplitude: number, exponent: number, band: Band, z: Vector): void {
  const { count, logAngular } = band;
  const re = amplitude * Math.cos((Math.PI / 2) * exponent);
  const im = amplitude * Math.sin((Math.PI / 2) * exponent);
  for (let i = 0; i < count; i++) {
    const modulus = Math.exp(exponent * logAngular[i]!);
    z.re[i] = re * modulus;
    z.im[i] = im * modulus;
  }
}

/** The slope of (jω)^n by ln n, which is n·ln(jω)·Z. */
function slopeByExponent(exponent: number, band: Band, z: Vector, slope: Vector): void {
  const turn = (exponent * Math.PI) / 2;
  for (let i = 0; i < band.count; i++) {
    const growth = exponent * band.logAngular[i]!;
    const re = z.re[i]!;
    const im = z.im[i]!;
    slope.re[i] = growth * re - turn * im;
    slope.im[i] = growth * im + turn * re;
  }
}
