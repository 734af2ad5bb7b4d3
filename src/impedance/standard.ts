/**
 * The standard circuit and its like: a resistor beside two tables in series, p(R, x-y). It is ranked
 * without a spectrum being made.
 */
import type { PartsInMemory } from "./solver-memory.ts";
import type { Scalar, Spectral, Table } from "./solver-parts.ts";

/** The three parts of such a circuit. */
export interface Shunted {
  readonly shunt: Scalar;
  readonly x: Table;
  readonly y: Table;
}

/** A circuit's parts, if it is such a one. */
export function shunted(whole: Spectral): Shunted | undefined {
  if (whole.kind !== "parallel" || whole.second.kind !== "resistor") return undefined;
  const { first: both, second: shunt } = whole;
  if (both.kind !== "series") return undefined;
  const { first: x, second: y } = both;
  return x.kind === "table" && y.kind === "table" ? { shunt, x, y } : undefined;
}

/**
 * How many spectra x and y have if both have the same ones, and x's axes and then y's are the grid's
 * last: point (place·n + a)·n + b is x's number a and y's number b, so that they may be exchanged.
 */
export function exchangeable({ x, y }: Shunted, parts: PartsInMemory): number | undefined {
  const axes = [...x.axes, ...y.axes];
  const offset = y.strides.length - axes.length;
  if (x.spectra !== y.spectra || axes.some((axis, i) => axis !== offset + i)) return undefined;
  const ofY = parts.valuesOf(y);
  const same = parts.valuesOf(x).every((value, i) => Object.is(value, ofY[i]));
  return same ? x.spectra : undefined;
}

/**
 * Measures points [first, first + into.length) where a and b may be exchanged: of two points that
 * differ by that, one is measured and the other copied.
 * @param n how many a and b there are
 * @param rank measures points in a row, from `first` on
 */
export function rankExchangeable(
  n: number,
  first: number,
  into: Float64Array,
  rank: (first: number, into: Float64Array) => void,
): void {
  const end = first + into.length;
  for (let row = first - (first % n); row < end; row += n) {
    const a = (row / n) % n;
    const from = Math.max(first, row);
    const to = Math.min(end, row + n);
    // Point row + b for b < a is the same as column + b·n, which came before it.
    const column = row - a * n + a;
    const diagonal = within(row + a, from, to);
    const known = within(row + Math.ceil((first - column) / n), from, diagonal);
    rank(from, into.subarray(from - first, known - first));
    for (let point = known; point < diagonal; point++) {
      into[point - first] = into[column + (point - row) * n - first]!;
    }
    rank(diagonal, into.subarray(diagonal - first, to - first));
  }
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
