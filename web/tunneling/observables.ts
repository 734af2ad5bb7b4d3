/** What a frame says in a few numbers: how much of the wave is where. */
import type { WaveFrame } from "#src/client/index.ts";
import type { Problem } from "#src/tunneling/problem.ts";

/** Probabilities of one frame, and its highest density. */
export interface Observables {
  /** On the side of the barrier the packet comes from; R once the encounter is over. */
  readonly reflected: number;
  /** Strictly between the barrier's edges. */
  readonly inside: number;
  /** On the far side; T once the encounter is over. */
  readonly transmitted: number;
  /** Σ|ψ|²dx, 1 up to float32 rounding. */
  readonly norm: number;
  /** Greatest |ψ|², per unit of length. */
  readonly peak: number;
}

/** Grid indices at which the barrier begins and at which the far right begins. */
export interface Division {
  readonly inside: number;
  readonly right: number;
  readonly dx: number;
  /** Whether the packet comes from the right. */
  readonly mirrored: boolean;
}

/** Where the barrier divides the grid: inside is strictly between its edges, as the potential is. */
export function divide(problem: Problem): Division {
  const { xmin, xmax, intervals, barrierStart, barrierEnd, x0 } = problem;
  const dx = (xmax - xmin) / intervals;
  let inside = 0;
  while (inside < intervals - 1 && (inside + 1) * dx + xmin <= barrierStart) inside++;
  let right = inside;
  while (right < intervals - 1 && (right + 1) * dx + xmin < barrierEnd) right++;
  return { inside, right, dx, mirrored: x0 > (barrierStart + barrierEnd) / 2 };
}

/** Sums |ψ|² over the division's three parts. */
export function observe({ real, imag }: WaveFrame, division: Division): Observables {
  const { inside, right, dx, mirrored } = division;
  let peak = 0;
  const sum = (from: number, to: number) => {
    let total = 0;
    for (let i = from; i < to; i++) {
      const density = real[i]! * real[i]! + imag[i]! * imag[i]!;
      total += density;
      if (density > peak) peak = density;
    }
    return total * dx;
  };
  const left = sum(0, inside);
  const within = sum(inside, right);
  const beyond = sum(right, real.length);
  return {
    reflected: mirrored ? beyond : left,
    inside: within,
    transmitted: mirrored ? left : beyond,
    norm: left + within + beyond,
    peak,
  };
}
