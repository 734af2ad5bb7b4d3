/** Impedances joined in series and in parallel, over all frequencies and in place. */
import type { Band, Vector } from "./band.ts";

/** z becomes z + w. */
export function inSeries(z: Vector, w: Vector): void {
  const { re, im } = z;
  const { re: wRe, im: wIm } = w;
  for (let i = 0; i < re.length; i++) {
    re[i] = re[i]! + wRe[i]!;
    im[i] = im[i]! + wIm[i]!;
  }
}

/** z becomes zw/(z + w): one division, and the same to the last bit if z and w are exchanged. */
export function inParallel(z: Vector, w: Vector): void {
  const { re, im } = z;
  const { re: wRe, im: wIm } = w;
  for (let i = 0; i < re.length; i++) {
    const a = re[i]!;
    const b = im[i]!;
    const c = wRe[i]!;
    const d = wIm[i]!;
    const sumRe = a + c;
    const sumIm = b + d;
    const scale = 1 / (sumRe * sumRe + sumIm * sumIm);
    const productRe = a * c - b * d;
    const productIm = a * d + b * c;
    re[i] = (productRe * sumRe + productIm * sumIm) * scale;
    im[i] = (productIm * sumRe - productRe * sumIm) * scale;
  }
}

/** z becomes z + R. */
export function withResistor({ re }: Vector, resistance: number): void {
  for (let i = 0; i < re.length; i++) re[i] = re[i]! + resistance;
}

/** z becomes Rz/(R + z). */
export function besideResistor({ re, im }: Vector, resistance: number): void {
  for (let i = 0; i < re.length; i++) {
    const a = re[i]!;
    const b = im[i]!;
    const sum = a + resistance;
    const scale = resistance / (sum * sum + b * b);
    re[i] = (a * sum + b * b) * scale;
    im[i] = b * resistance * scale;
  }
}

/** z becomes z/(1 + jωC·z). */
export function besideCapacitor({ re, im }: Vector, capacitance: number, { angular }: Band): void {
  for (let i = 0; i < re.length; i++) {
    const a = re[i]!;
    const b = im[i]!;
    const admittance = angular[i]! * capacitance;
    const restRe = 1 - admittance * b;
    const restIm = admittance * a;
    const scale = 1 / (restRe * restRe + restIm * restIm);
    re[i] = a * scale;
    im[i] = (b - admittance * (a * a + b * b)) * scale;
  }
}
