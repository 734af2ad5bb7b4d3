/** |φ(p)|² of a frame, the momentum panel's curve. */
import type { WaveFrame } from "#src/client/index.ts";
import type { Problem } from "#src/tunneling/problem.ts";
import { fourierTransform } from "./fourier.ts";

/** Momentum densities of a problem's frames. */
export interface MomentumSpectrum {
  /** Momenta −πħ/dx … πħ/dx, ascending and evenly spaced, both ends included. */
  readonly momenta: Float64Array;
  /** |φ(p)|² at `momenta`, per unit of momentum; the same array each time. */
  of(frame: WaveFrame): Float64Array;
}

/**
 * φ(p) = (dx/√(2πħ)) Σ_j ψ_j·exp(−i p x_j/ħ), at the momenta of a zero-padded transform. It has the
 * lattice's period 2πħ/dx, so the first density is repeated as the last.
 */
export function momentumSpectrum(problem: Problem): MomentumSpectrum {
  const points = problem.intervals - 1;
  const dx = (problem.xmax - problem.xmin) / problem.intervals;
  const { length, transform } = fourierTransform(points);
  const step = (2 * Math.PI * problem.hbar) / (length * dx);
  const scale = dx ** 2 / (2 * Math.PI * problem.hbar);
  const real = new Float64Array(length);
  const imag = new Float64Array(length);
  const density = new Float64Array(length + 1);
  return {
    momenta: Float64Array.from({ length: length + 1 }, (_, i) => (i - length / 2) * step),
    of(frame) {
      real.set(frame.real);
      imag.set(frame.imag);
      real.fill(0, points);
      imag.fill(0, points);
      transform(real, imag);
      for (let i = 0; i <= length; i++) {
        const k = (i + length / 2) % length;
        density[i] = (real[k]! * real[k]! + imag[k]! * imag[k]!) * scale;
      }
      return density;
    },
  };
}
