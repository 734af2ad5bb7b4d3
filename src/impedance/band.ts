/** The frequencies a circuit is asked about, with what every element's law needs of them. */

/** Complex numbers, one per frequency: the real parts together, then the imaginary ones. */
export interface Vector {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** `length` complex zeros. */
export function vector(length: number): Vector {
  return { re: new Float64Array(length), im: new Float64Array(length) };
}

/** Frequencies made ready: nothing here changes from one set of parameters to the next. */
export interface Band {
  readonly count: number;
  /** ω = 2πf, in rad/s. */
  readonly angular: Float64Array;
  /** ln ω, for powers of jω. */
  readonly logAngular: Float64Array;
}

/** The least and the greatest frequency, in Hz: far outside what any instrument measures. */
export const frequencyLimits = { least: 1e-12, most: 1e15 } as const;

/**
 * Makes frequencies, in Hz and in any order, ready for the laws.
 *
 * @throws RangeError for none at all, and for one that is outside `frequencyLimits` or no number.
 */
export function bandOf(frequencies: ArrayLike<number>): Band {
  const { least, most } = frequencyLimits;
  if (frequencies.length === 0) throw new RangeError("There are no frequencies; give at least 1.");
  const angular = Float64Array.from(frequencies, (f, i) => {
    if (f >= least && f <= most) return 2 * Math.PI * f;
    throw new RangeError(`Frequency ${i} is ${f} Hz; it must be from ${least} to ${most} Hz.`);
  });
  return { count: angular.length, angular, logAngular: angular.map(Math.log) };
}
