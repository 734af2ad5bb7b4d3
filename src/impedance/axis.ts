/** Values along an axis, linear or logarithmic, as NumPy lays them out. */
import { frequencyLimits } from "./band.ts";
import type { ElementParameter } from "./elements.ts";

/** One parameter's values in a sweep. */
export interface Axis {
  /** Name of the parameter. */
  readonly parameter: string;
  readonly scale: "linear" | "logarithmic";
  /** The first and the last value, in the parameter's unit. */
  readonly from: number;
  readonly to: number;
  /** How many values, both ends included: 2 … 10,000. */
  readonly count: number;
}

/** An axis, a grid or a band that cannot be: `message` says why, in a sentence. */
export class GridError extends Error {
  override readonly name = "GridError";
  readonly statusCode = 422;
  /** Name of the parameter or field that is at fault. */
  readonly path: string;

  constructor(message: string, path: string) {
    super(message);
    this.path = path;
  }
}

/** Most values on one axis. */
const mostValues = 10_000;

/** How many frequencies a band may have, and has if nobody says. */
export const frequencyCount = { least: 10, most: 1000, default: 100 } as const;

/**
 * The values of an axis.
 *
 * @throws GridError if there are too few or too many, or one would be outside the parameter's bounds.
 */
export function axisValues(axis: Axis, { least, most }: ElementParameter): Float64Array {
  const { parameter, scale, from, to, count } = axis;
  if (!(Number.isInteger(count) && count >= 2 && count <= mostValues)) {
    const message = `The axis of ${parameter} has ${count} values; it must have 2 to ${mostValues}.`;
    throw new GridError(message, parameter);
  }
  for (const end of [from, to]) {
    if (end >= least && end <= most && (scale === "linear" || end > 0)) continue;
    const low = scale === "logarithmic" && least === 0 ? "more than 0" : `from ${least}`;
    const message = `The axis of ${parameter} ends at ${end}; it must be ${low} to ${most}.`;
    throw new GridError(message, parameter);
  }
  if (from === to) {
    const message = `The axis of ${parameter} begins and ends at ${from}; its ends must differ.`;
    throw new GridError(message, parameter);
  }
  return scale === "linear" ? linspace(from, to, count) : logspace(from, to, count);
}

/**
 * Frequencies spaced evenly in their logarithm.
 *
 * @param least in Hz; 0.1 by default.
 * @param most in Hz; 100,000 by default.
 * @throws GridError for a count outside 10 … 1000, or ends that do not rise within what is possible.
 */
export function frequencies(
  least = 0.1,
  most = 1e5,
  count: number = frequencyCount.default,
): Float64Array {
  const { least: fewest, most: utmost } = frequencyCount;
  if (!(Number.isInteger(count) && count >= fewest && count <= utmost)) {
    const message = `There are ${count} frequencies; there must be ${fewest} to ${utmost}.`;
    throw new GridError(message, "frequencies");
  }
  const { least: lowest, most: highest } = frequencyLimits;
  if (!(least >= lowest && least < most && most <= highest)) {
    const message =
      `The frequencies go from ${least} to ${most} Hz; ` +
      `they must rise, and be from ${lowest} to ${highest} Hz.`;
    throw new GridError(message, "frequencies");
  }
  return logspace(least, most, count);
}

/** `numpy.linspace(from, to, count)`, to the last bit: i·step + from, the last one given. */
export function linspace(from: number, to: number, count: number): Float64Array {
  const step = (to - from) / (count - 1);
  const values = Float64Array.from({ length: count }, (_, i) => i * step + from);
  values[count - 1] = to;
  return values;
}

/**
 * `numpy.logspace(log10(from), log10(to), count)` by NumPy's formula, 10 to the power of `linspace`.
 * NumPy's own last bits depend on the processor it runs on; float32 values are the same everywhere.
 * The last value need not be `to` itself.
 */
export function logspace(from: number, to: number, count: number): Float64Array {
  return linspace(Math.log10(from), Math.log10(to), count).map((exponent) => 10 ** exponent);
}
