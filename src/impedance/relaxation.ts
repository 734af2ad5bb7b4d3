/** Elements of one relaxation: R/(1 + (jωτ)^γ). */
import type { Band, Vector } from "./band.ts";
import { type Law, scale } from "./law.ts";

/** Resistor and capacitor in parallel by their time constant, Z = R/(1 + jωτ): lin-KK's element. */
export const relaxation: Law = {
  impedance(parameters, first, { count, angular }, z) {
    const resistance = parameters[first]!;
    const time = parameters[first + 1]!;
    for (let i = 0; i < count; i++) {
      const x = angular[i]! * time;
      z.re[i] = resistance / (1 + x * x);
      z.im[i] = -x * z.re[i]!;
    }
  },
  slopes(parameters, first, _band, z, slopes) {
    scale(z, 1, slopes[0]!);
    slopeByPower(parameters[first]!, 1, z, slopes[1]!);
  },
};

/** Resistor and constant phase element in parallel by their time constant, Z = R/(1 + (jωτ)^γ). */
export const zarc: Law = {
  impedance(parameters, first, band, z) {
    const resistance = parameters[first]!;
    const exponent = parameters[first + 2]!;
    const logTime = Math.log(parameters[first + 1]!);
    const cosine = Math.cos((Math.PI / 2) * exponent);
    const sine = Math.sin((Math.PI / 2) * exponent);
    for (let i = 0; i < band.count; i++) {
      const modulus = Math.exp(exponent * (band.logAngular[i]! + logTime));
      const re = 1 + cosine * modulus;
      const im = sine * modulus;
      const norm = re * re + im * im;
      z.re[i] = (resistance * re) / norm;
      z.im[i] = (-resistance * im) / norm;
    }
  },
  slopes(parameters, first, band, z, slopes) {
    const exponent = parameters[first + 2]!;
    scale(z, 1, slopes[0]!);
    slopeByPower(parameters[first]!, exponent, z, slopes[1]!);
    slopeByExponent(Math.log(parameters[first + 1]!), band, slopes[1]!, slopes[2]!);
  },
};

/** ∂Z/∂ln τ = −γ·Z·x/(1 + x) with x = (jωτ)^γ; and x/(1 + x) = 1 − Z/R. */
function slopeByPower(resistance: number, exponent: number, z: Vector, slope: Vector): void {
  for (let i = 0; i < z.re.length; i++) {
    const re = z.re[i]!;
    const im = z.im[i]!;
    const restRe = 1 - re / resistance;
    const restIm = -im / resistance;
    slope.re[i] = -exponent * (re * restRe - im * restIm);
    slope.im[i] = -exponent * (re * restIm + im * restRe);
  }
}

/** ∂Z/∂ln γ = ∂Z/∂ln τ · ln(jωτ). */
function slopeByExponent(logTime: number, band: Band, byTime: Vector, slope: Vector): void {
  for (let i = 0; i < band.count; i++) {
    const growth = band.logAngular[i]! + logTime;
    const re = byTime.re[i]!;
    const im = byTime.im[i]!;
    slope.re[i] = growth * re - (Math.PI / 2) * im;
    slope.im[i] = growth * im + (Math.PI / 2) * re;
  }
}
