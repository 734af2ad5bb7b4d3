import { LANES, type Shooting } from "./shooting.ts";

/** Energies between which one eigenvalue lies, alone unless it coincides with others to rounding. */
export interface Bracket {
  /** Place of the eigenvalue in the spectrum, from 0. */
  readonly index: number;
  readonly lower: number;
  readonly upper: number;
}

/** An interval of energies with the number of eigenvalues below each end. */
interface Interval {
  readonly lower: number;
  readonly upper: number;
  readonly belowLower: number;
  readonly belowUpper: number;
}

/**
 * Where an interval is split. Halves would fall exactly on eigenvalues of simple boxes, and an
 * eigenvalue at the end of its neighbour's bracket draws the neighbour's iteration to itself.
 */
const SPLIT = 0.48;

/** The size of the rounding errors of an eigenvalue near q. */
export function roundingOf(shooting: Shooting, q: number): number {
  return 4 * Number.EPSILON * (Math.abs(q) + Math.max(0, -shooting.lowest));
}

/**
 * Brackets the eigenvalues with places `first` … `last − 1`: bisection on the number of eigenvalues
 * below an energy until each is alone (W. Givens, 1954), eight energies at a time.
 * @param samples rising energies to begin with; the first has at most `first` eigenvalues below it,
 *   the last at least `last`
 * @returns one bracket an eigenvalue, rising
 */
export function bracketEigenvalues(
  shooting: Shooting,
  first: number,
  last: number,
  samples: readonly number[],
): Bracket[] {
  const brackets: Bracket[] = [];
  const below = countAll(shooting, samples);
  let open = samples.slice(1).map(
    (upper, k): Interval => ({
      lower: samples[k]!,
      upper,
      belowLower: below[k]!,
      belowUpper: below[k + 1]!,
    }),
  );

  while (open.length > 0) {
    const crowded: Interval[] = [];
    for (const interval of open) {
      const { lower, upper, belowLower, belowUpper } = interval;
      const from = Math.max(first, belowLower);
      const to = Math.min(last, belowUpper);
      if (from >= to) continue;
      if (belowUpper - belowLower > 1 && upper - lower > roundingOf(shooting, upper)) {
        crowded.push(interval);
        continue;
      }
      for (let index = from; index < to; index++) brackets.push({ index, lower, upper });
    }
    const middles = crowded.map(({ lower, upper }) => lower + SPLIT * (upper - lower));
    const belowMiddles = countAll(shooting, middles);
    open = crowded.flatMap((interval, k): Interval[] => [
      { ...interval, upper: middles[k]!, belowUpper: belowMiddles[k]! },
      { ...interval, lower: middles[k]!, belowLower: belowMiddles[k]! },
    ]);
  }
  return brackets.sort((a, b) => a.index - b.index);
}

function countAll(shooting: Shooting, energies: readonly number[]): number[] {
  const counts: number[] = [];
  for (let k = 0; k < energies.length; k += LANES) {
    counts.push(...shooting.countBelow(energies.slice(k, k + LANES)));
  }
  return counts;
}
