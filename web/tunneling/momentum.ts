/** |φ(p)|² of a frame, the momentum panel's curve. */
import type { WaveFrame } from "#src/client/index.ts";
import type { Problem } from "#src/tunneling/problem.ts";
import { momentumLimit, momentumSpread } from "#src/tunneling/theory.ts";
import { fourierTransform } from "./fourier.ts";

/** Momentum densities of a problem's frames. */
export interface MomentumSpectrum {
  /** Momenta −πħ/dx … πħ/dx, ascending and evenly spaced, both ends included. */
  readonly momenta: Float64Array;
  /** |φ(p)|² at `momenta`, per unit of momentum; the same array each time. */
  of(frame: WaveFrame): Float64Array;
}

/**
 * Greatest momentum worth showing: that of the packet and of its reflection, with room for what is
 * spread around them, within what the lattice knows.
 */
export function shownMomenta(problem: Problem): number {
  const { mass, barrierHeight, momentum } = problem;
  // In a well the packet is faster by the well's depth.
  const deepest = Math.sqrt(momentum ** 2 + 2 * mass * Math.max(0, -barrierHeight));
  const room = Math.max(4.5 * momentumSpread(problem), 0.15 * Math.abs(momentum));
  return Math.min(momentumLimit(problem), deepest + room);
}

/** Longest transform of a frame whose momenta are wanted closer than its own: 65,536 points. */
const longest = 2 ** 16;

/**
 * φ(p) = (dx/√(2πħ)) Σ_j ψ_j·exp(−i p x_j/ħ), at the momenta of a zero-padded transform. It has the
 * lattice's period 2πħ/dx, so the first density is repeated as the last. `fineness` is the greatest
 * distance between momenta, as far as a transform of 65,536 points allows.
 */
export function momentumSpectrum(problem: Problem, fineness: number): MomentumSpectrum {
  const points = problem.intervals - 1;
  const dx = (problem.xmax - problem.xmin) / problem.intervals;
  const wanted = (2 * Math.PI * problem.hbar) / (fineness * dx);
  const { length, transform } = fourierTransform(Math.max(points, Math.min(longest, wanted)));
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
