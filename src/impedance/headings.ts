/** What the headings of a measured spectrum's columns mean. */

/** Where a quantity is, and what its numbers are multiplied by to be in Hz or Ω. */
export interface Column {
  readonly index: number;
  readonly factor: number;
}

/** The columns of a spectrum. */
export interface Columns {
  readonly frequency: Column;
  readonly re: Column;
  readonly im: Column;
  /** Whether the heading says that the column is −Im Z: its factor then is negative. */
  readonly isSignGiven: boolean;
  /** What was understood, in sentences, where it is worth saying. */
  readonly notes: readonly string[];
}

/** What columns are where nobody says. */
export const usualColumns: Columns = {
  frequency: { index: 0, factor: 1 },
  re: { index: 1, factor: 1 },
  im: { index: 2, factor: 1 },
  isSignGiven: false,
  notes: [],
};

const frequencyName = /^(?:f|frequency|freq\w*)\b/i;
const imaginaryName = /^[-−–]?\s*(?:Im\b|Imag|Z?_?im|Z?["″]|Z''|Z’’|X\b)|imag|Z["″]|Z''/i;
const realName = /^(?:Re\b|Real|Z?_?re|Z['′’](?!['′’])|R\b)|real/i;
const negative = /^\s*[-−–]|\bneg/i;

/**
 * Understands the headings of columns; undefined if they say nothing of a spectrum, and a sentence if
 * they say that it is another kind of one.
 */
export function columnsOf(names: readonly string[]): Columns | string | undefined {
  const frequency = names.findIndex((name) => frequencyName.test(name));
  const im = names.findIndex((name, i) => i !== frequency && imaginaryName.test(name));
  const re = names.findIndex((name, i) => i !== frequency && i !== im && realName.test(name));
  if (frequency < 0 && re < 0 && im < 0) return undefined;
  if (frequency < 0 || re < 0 || im < 0) {
    const found = names.map((name) => `“${name.slice(0, 20)}”`).join(", ");
    const missing = [frequency < 0 && "a frequency", re < 0 && "Re Z", im < 0 && "Im Z"];
    return `there is no heading for ${missing.filter(Boolean).join(" and ")} among ${found}.`;
  }
  const isSignGiven = negative.test(names[im]!);
  const factors = {
    frequency: unitFactor(names[frequency]!, /([kMGm]?)Hz/),
    re: unitFactor(names[re]!, /([kMGmµ]?)(?:Ω|ohm)/i),
    im: unitFactor(names[im]!, /([kMGmµ]?)(?:Ω|ohm)/i),
  };
  const notes: string[] = [];
  if (isSignGiven) notes.push(`The heading “${names[im]}” says that the column is −Im Z.`);
  if (Object.values(factors).some((factor) => factor !== 1)) {
    notes.push("Units were taken from the headings.");
  }
  return {
    frequency: { index: frequency, factor: factors.frequency },
    re: { index: re, factor: factors.re },
    im: { index: im, factor: isSignGiven ? -factors.im : factors.im },
    isSignGiven,
    notes,
  };
}

/** What a prefix of the unit in a heading multiplies by; 1 without one. */
function unitFactor(name: string, unit: RegExp): number {
  const factors: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, G: 1e9, m: 1e-3, µ: 1e-6 };
  return factors[unit.exec(name)?.[1] ?? ""] ?? 1;
}
