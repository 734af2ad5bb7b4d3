/**
 * What a spectrum can say of a circuit's parameters. Where moving several of them together leaves
 * every impedance as it is, no measurement, however good, tells their values apart; where it changes
 * them by less than the noise, a better one would.
 */
import { bandOf, vector } from "./band.ts";
import { type Circuit, parametersOf } from "./circuit.ts";
import { type SingularValues, singularValues } from "./singular-values.ts";
import { differentiator } from "./slopes.ts";

/**
 * Least relative change of a spectrum that counts as one: per unit of ln p along a direction, root
 * mean square over frequencies. It is the rounding of float32, in which datasets are kept, and far
 * above what rounding in float64 leaves of a true zero, about 1e-15. No instrument comes near it.
 */
export const leastChange = 1e-7;

/**
 * Part of the largest singular value up to which another is a zero that was rounded: what rounding in
 * float64 leaves of a true zero is a thousandth of it.
 */
const ROUNDING = 1e-12;

/** Part of a direction's largest coefficient below which a parameter is no part of it. */
const PART = 1e-3;

/** A combination of parameters along which the spectrum changes by less than the noise, to first order. */
export interface FreeDirection {
  /** Whether it does not change at all, so that no measurement, however good, would tell. */
  readonly isStructural: boolean;
  /** Change of ln p for each parameter that takes part; the first, and largest, is 1. */
  readonly coefficients: readonly { readonly parameter: string; readonly change: number }[];
  /** The same as a sentence. */
  readonly sentence: string;
}

/** What may be said beside the circuit. */
export interface IdentifiabilityOptions {
  /** Relative noise of the data; see `leastChange`, its default. */
  readonly threshold?: number;
  /** Names of the parameters that are asked for: the others count as known. Default: all. */
  readonly unknown?: readonly string[];
}

/** What is told of a circuit at one set of parameters over one set of frequencies. */
export interface Identifiability {
  /** Names of the parameters asked for, in the order of the vectors' numbers. */
  readonly parameters: readonly string[];
  /**
   * Singular values of the matrix ∂Z/∂ln p/(|Z|·√F) with real and imaginary parts stacked, greatest
   * first: the relative change of the spectrum, root mean square over the F frequencies, per unit of
   * ln p along each direction of `right`.
   */
  readonly singular: SingularValues;
  /** How many of them are above the threshold: how many combinations the spectrum fixes. */
  readonly rank: number;
  readonly threshold: number;
  /** Parameters that the spectrum fixes one by one. */
  readonly fixed: readonly string[];
  /** Combinations it leaves free, as many as the rank falls short of the parameters. */
  readonly free: readonly FreeDirection[];
}

/**
 * Says which parameters, and which combinations of them, the spectrum of a circuit fixes.
 *
 * @param frequencies in Hz, any order.
 */
export function identifiability(
  circuit: Circuit,
  parameters: Float64Array,
  frequencies: ArrayLike<number>,
  { threshold = leastChange, unknown }: IdentifiabilityOptions = {},
): Identifiability {
  const all = parametersOf(circuit).map(({ name }) => name);
  const names = unknown === undefined ? all : all.filter((name) => unknown.includes(name));
  const columns = jacobian(circuit, parameters, frequencies);
  const singular = singularValues(names.map((name) => columns[all.indexOf(name)]!));
  const above = (least: number) => singular.values.filter((value) => value > least).length;
  const rank = above(threshold);
  const zeros = Math.max(rank, above(ROUNDING * (singular.values[0] ?? 0)));
  const free = [
    ...separated(singular.right.slice(zeros)).map((d) => described(d, names)),
    ...separated(singular.right.slice(rank, zeros)).map((d) => described(d, names, threshold)),
  ];
  const takesPart = new Set(free.flatMap((d) => d.coefficients.map((c) => c.parameter)));
  const fixed = names.filter((name) => !takesPart.has(name));
  return { parameters: names, singular, rank, threshold, fixed, free };
}

/** A column per parameter: ∂Z/∂ln p over |Z|·√F, real parts and then imaginary parts. */
function jacobian(
  circuit: Circuit,
  parameters: Float64Array,
  frequencies: ArrayLike<number>,
): Float64Array[] {
  const band = bandOf(frequencies);
  const z = vector(band.count);
  const slopes = Array.from(parameters, () => vector(band.count));
  differentiator(circuit, band)(parameters, z, slopes);
  const weight = z.re.map((re, i) => 1 / (Math.hypot(re, z.im[i]!) * Math.sqrt(band.count)));
  return slopes.map(({ re, im }) => {
    const column = new Float64Array(2 * band.count);
    for (let i = 0; i < band.count; i++) {
      column[i] = re[i]! * weight[i]!;
      column[band.count + i] = im[i]! * weight[i]!;
    }
    return column;
  });
}

/**
 * Other directions of the same space, so chosen that each has a parameter to itself, with the
 * coefficient 1: Gauss–Jordan elimination, the largest coefficient left being the next pivot.
 */
function separated(space: readonly Float64Array[]): Float64Array[] {
  const directions = space.map((direction) => Float64Array.from(direction));
  for (let row = 0; row < directions.length; row++) {
    let pivot = { row, column: 0, size: -1 };
    for (let r = row; r < directions.length; r++) {
      for (const [column, value] of directions[r]!.entries()) {
        if (Math.abs(value) > pivot.size) pivot = { row: r, column, size: Math.abs(value) };
      }
    }
    const chosen = directions[pivot.row]!;
    directions[pivot.row] = directions[row]!;
    const lead = chosen[pivot.column]!;
    directions[row] = chosen.map((value) => value / lead);
    for (let r = 0; r < directions.length; r++) {
      if (r === row) continue;
      const factor = directions[r]![pivot.column]!;
      directions[r] = directions[r]!.map((value, i) => value - factor * directions[row]![i]!);
    }
  }
  return directions;
}

/** A direction in words; without a threshold it is one along which nothing changes. */
function described(
  direction: Float64Array,
  names: readonly string[],
  threshold?: number,
): FreeDirection {
  const largest = direction.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
  const coefficients = names
    .map((parameter, i) => ({ parameter, change: direction[i]! / largest }))
    .filter(({ change }) => Math.abs(change) >= PART)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
  const isStructural = threshold === undefined;
  return { isStructural, coefficients, sentence: inWords(coefficients, threshold) };
}

function inWords(coefficients: FreeDirection["coefficients"], threshold?: number): string {
  const [first, ...others] = coefficients.map(
    ({ parameter, change }) => `${parameter} ${percent(change)}`,
  );
  if (threshold !== undefined) {
    const moved = others.length === 0 ? first : `${first} together with ${listed(others)}`;
    return `${moved} changes the spectrum by less than the noise of ${noiseText(threshold)}.`;
  }
  return others.length === 0
    ? `${coefficients[0]!.parameter} has no effect on the spectrum here.`
    : `${first} together with ${listed(others)} leaves the spectrum as it is.`;
}

/** Relative noise in percent, with as many digits as it has: 1e-7 is 0.00001 %. */
function noiseText(noise: number): string {
  return `${(100 * noise).toLocaleString("en", { maximumSignificantDigits: 2, maximumFractionDigits: 20 })} %`;
}

/** A change of ln p as a change of p, for small steps: 1 is 1 %. */
function percent(change: number): string {
  const digits = Number(Math.abs(change).toPrecision(2));
  return `${change < 0 ? "−" : "+"}${digits} %`;
}

function listed(items: readonly string[]): string {
  return items.length === 1 ? items[0]! : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
