/**
 * A macrohomogeneous porous electrode, Z = A·coth(β)/β + B/(β·sinh β) with β = √(a + jωb): Paasch,
 * Micka and Gersdorf, Electrochim. Acta 38 (1993) 2653.
 */
import type { Vector } from "./band.ts";
import { type Complex, cothAndCsch, quotient, squareRoot } from "./complex.ts";
import type { Law } from "./law.ts";

/** The element's law; A, B, a, b are its parameters. */
export const porousElectrode: Law = {
  impedance(parameters, first, { count, angular }, z) {
    const A = parameters[first]!;
    const B = parameters[first + 1]!;
    for (let i = 0; i < count; i++) {
      terms(parameters[first + 2]!, angular[i]! * parameters[first + 3]!);
      z.re[i] = A * cothOver.re + B * cschOver.re;
      z.im[i] = A * cothOver.im + B * cschOver.im;
    }
  },
  slopes(parameters, first, { count, angular }, z, slopes) {
    const A = parameters[first]!;
    const B = parameters[first + 1]!;
    const a = parameters[first + 2]!;
    const [byA, byB, byReaction, byTime] = slopes as [Vector, Vector, Vector, Vector];
    for (let i = 0; i < count; i++) {
      const phase = angular[i]! * parameters[first + 3]!;
      terms(a, phase);
      byA.re[i] = A * cothOver.re;
      byA.im[i] = A * cothOver.im;
      byB.re[i] = B * cschOver.re;
      byB.im[i] = B * cschOver.im;
      // The slope by ln β², −(A/sinh²β + B·coth β/sinh β + Z)/2; then its parts by a and by b.
      const { re: x, im: y } = csch;
      const re = -(A * (x * x - y * y) + B * (x * coth.re - y * coth.im) + z.re[i]!) / 2;
      const im = -(A * 2 * x * y + B * (x * coth.im + y * coth.re) + z.im[i]!) / 2;
      const norm = a * a + phase * phase;
      const partRe = (a * a) / norm;
      const partIm = (a * phase) / norm;
      byReaction.re[i] = re * partRe + im * partIm;
      byReaction.im[i] = im * partRe - re * partIm;
      byTime.re[i] = re - byReaction.re[i]!;
      byTime.im[i] = im - byReaction.im[i]!;
    }
  },
};

const beta: Complex = { re: 0, im: 0 };
const coth: Complex = { re: 0, im: 0 };
const csch: Complex = { re: 0, im: 0 };
const cothOver: Complex = { re: 0, im: 0 };
const cschOver: Complex = { re: 0, im: 0 };

/** Sets β, coth β, 1/sinh β, and the last two over β. */
function terms(reaction: number, phase: number): void {
  squareRoot(reaction, phase, beta);
  cothAndCsch(beta, coth, csch);
  quotient(coth, beta, cothOver);
  quotient(csch, beta, cschOver);
}
