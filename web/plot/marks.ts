/** What is marked on an axis, linear or logarithmic. */
import { tickLabel, ticks } from "./axis.ts";

/** A value to mark on an axis, and what stands beside it: nothing beside the lesser ones. */
export interface Mark {
  readonly value: number;
  readonly label: string;
}

/** Round values from `min` to `max` with their labels, about `count` of them. */
export function linearMarks(min: number, max: number, count: number): Mark[] {
  const { values, step } = ticks(min, max, count);
  return values.map((value) => ({ value, label: tickLabel(value, step) }));
}

const prefixes = ["p", "n", "µ", "m", "", "k", "M", "G", "T"];

/** The prefix under which a size is written with 1 … 999 before the point, and what it stands for. */
export function unitPrefix(size: number): { prefix: string; factor: number } {
  const group = size > 0 ? Math.floor(Math.log10(size * (1 + 1e-12)) / 3) : 0;
  const prefix = prefixes[group + 4];
  return prefix === undefined ? { prefix: "", factor: 1 } : { prefix, factor: 10 ** (3 * group) };
}

/** A power of ten as people read it on an axis: 1 m, 10, 100 k; 10ⁿ beyond the prefixes, and of pure numbers. */
export function powerLabel(exponent: number, isPure = false): string {
  const group = Math.floor(exponent / 3);
  const prefix = prefixes[group + 4];
  if (prefix === undefined || (isPure && group !== 0)) return `10${superscript(exponent)}`;
  return `${10 ** (exponent - 3 * group)}${prefix === "" ? "" : `\u202f${prefix}`}`;
}

function superscript(exponent: number): string {
  return String(exponent).replace(/./g, (digit) => (digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[+digit]!));
}

/**
 * Marks of a logarithmic axis, at the common logarithms of the values they stand for: the powers of
 * ten, or every second, third … of them where there is no room for more; between neighbouring
 * powers 2 … 9 without a label, or with one where there is at most one power in sight.
 *
 * @param min common logarithm of the least value.
 * @param max of the greatest.
 * @param count how many labels there is room for.
 * @param isPure whether it is a pure number, which takes no prefix.
 */
export function logarithmicMarks(min: number, max: number, count: number, isPure = false): Mark[] {
  const decades = max - min;
  if (decades < 1) return closeMarks(min, max, count);
  const every = Math.max(1, Math.ceil(decades / Math.max(1, count)));
  const marks: Mark[] = [];
  for (let exponent = Math.floor(min); exponent <= max; exponent++) {
    if (exponent >= min && exponent % every === 0) {
      marks.push({ value: exponent, label: powerLabel(exponent, isPure) });
    }
    if (every > 1 || decades > 8) continue;
    for (let digit = 2; digit <= 9; digit++) {
      const value = exponent + Math.log10(digit);
      if (value >= min && value <= max) marks.push({ value, label: "" });
    }
  }
  return marks;
}

/** Within a decade: round values of the quantity itself. */
function closeMarks(min: number, max: number, count: number): Mark[] {
  const exponent = 3 * Math.floor(min / 3);
  const prefix = prefixes[exponent / 3 + 4];
  const unit = prefix === undefined ? 1 : 10 ** exponent;
  return linearMarks(10 ** min / unit, 10 ** max / unit, count).map(({ value, label }) => ({
    value: Math.log10(value * unit),
    label: prefix ? `${label}\u202f${prefix}` : label,
  }));
}
