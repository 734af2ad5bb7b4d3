/** Gerischer elements: diffusion beside a reaction, in √(1 + jωt). */
import type { Band, Vector } from "./band.ts";
import { type Complex, coth, cothAndCsch, quotient, squareRoot } from "./complex.ts";
import { type Law, scale } from "./law.ts";

/** Z = R/√(1 + jωt): Lu, Kreller and Adler, J. Electrochem. Soc. 156 (2009) B513. */
export const gerischer: Law = {
  impedance(parameters, first, { count, angular }, z) {
    unit.re = parameters[first]!;
    unit.im = 0;
    const time = parameters[first + 1]!;
    for (let i = 0; i < count; i++) {
      squareRoot(1, angular[i]! * time, root);
      quotient(unit, root, ratio);
      z.re[i] = ratio.re;
      z.im[i] = ratio.im;
    }
  },
  slopes(parameters, first, band, z, slopes) {
    const byTime = slopes[1]!;
    scale(z, 1, slopes[0]!);
    scale(z, -1 / 2, byTime);
    timesPartOfTime(parameters[first + 1]!, band, byTime);
  },
};

/**
 * Of finite length, Z = R/(√(1 + jωt)·tanh(φ√(1 + jωt))): Green, Liu and Adler, Solid State Ionics
 * 179 (2008) 647. With s = φ√(1 + jωt) it is φR·coth(s)/s.
 */
export const finiteGerischer: Law = {
  impedance(parameters, first, { count, angular }, z) {
    const time = parameters[first + 1]!;
    const length = parameters[first + 2]!;
    const resistance = parameters[first]! * length;
    for (let i = 0; i < count; i++) {
      argument(angular[i]! * time, length);
      coth(root, ratio);
      quotient(ratio, root, ratio);
      z.re[i] = resistance * ratio.re;
      z.im[i] = resistance * ratio.im;
    }
  },
  slopes(parameters, first, band, z, slopes) {
    const time = parameters[first + 1]!;
    const length = parameters[first + 2]!;
    const resistance = parameters[first]! * length;
    const [byResistance, byTime, byLength] = slopes as [Vector, Vector, Vector];
    scale(z, 1, byResistance);
    for (let i = 0; i < band.count; i++) {
      argument(band.angular[i]! * time, length);
      cothAndCsch(root, ratio, inverse);
      byLength.re[i] = -resistance * (inverse.re * inverse.re - inverse.im * inverse.im);
      byLength.im[i] = -resistance * (2 * inverse.re * inverse.im);
      byTime.re[i] = (byLength.re[i]! - z.re[i]!) / 2;
      byTime.im[i] = (byLength.im[i]! - z.im[i]!) / 2;
    }
    timesPartOfTime(time, band, byTime);
  },
};

const unit: Complex = { re: 0, im: 0 };
const root: Complex = { re: 0, im: 0 };
const ratio: Complex = { re: 0, im: 0 };
const inverse: Complex = { re: 0, im: 0 };

/** Sets the root to φ√(1 + jωt). */
function argument(phase: number, length: number): void {
  squareRoot(1, phase, root);
  root.re *= length;
  root.im *= length;
}

/** Multiplies by ∂ln(1 + jωt)/∂ln t = jωt/(1 + jωt). */
function timesPartOfTime(time: number, { count, angular }: Band, slope: Vector): void {
  for (let i = 0; i < count; i++) {
    const x = angular[i]! * time;
    const partIm = x / (1 + x * x);
    const partRe = x * partIm;
    const re = slope.re[i]!;
    const im = slope.im[i]!;
    slope.re[i] = partRe * re - partIm * im;
    slope.im[i] = partRe * im + partIm * re;
  }
}
