/** What the headings of a measured spectrum's columns mean. */

/** Where a quantity is, and what its numbers are multiplied by to be in Hz, Ω or rad. */
export interface Column {
  readonly index: number;
  readonly factor: number;
}

/** The columns of a spectrum. */
export interface Columns {
  readonly frequency: Column;
  /** Re Z and Im Z, or |Z| and the phase: a factor is negative where the heading has a minus sign. */
  readonly impedance: readonly [first: Column, second: Column];
  readonly form: "cartesian" | "polar";
  /** Whether the heading says by a minus sign what the sign means. */
  readonly isSignGiven: boolean;
  /** What was understood, in sentences, where it is worth saying. */
  readonly notes: readonly string[];
}

/** Three columns that nobody names, in the order everybody has. */
export function usualColumns(indices: readonly number[]): Columns {
  const [frequency, re, im] = indices.map((index) => ({ index, factor: 1 }));
  const impedance = [re!, im!] as const;
  return { frequency: frequency!, impedance, form: "cartesian", isSignGiven: false, notes: [] };
}

const sign = "[-−–]?\\s*";
const patterns = {
  frequency: /^(?:f|freq\w*|ω|w|omega|angular freq\w*)(?![a-z])/i,
  im: new RegExp(`^${sign}(?:Z?_?im(?:ag\\w*)?(?![a-z])|Z?["″]|Z''|Z’’|X\\b)|imag|Z["″]|Z''`, "i"),
  re: /^(?:Z?_?re(?:al)?(?![a-z])|Z['′’](?!['′’])|R\b)|real/i,
  modulus: /^(?:\|Z\||Z?_?mod|Z?_?mag|Z?_?abs|impedance|Z(?=\s*[([/]|$))/i,
  phase: new RegExp(`^${sign}(?:Z?_?pha?[sz]|Z?_?arg|theta|[θφϕ]|phi(?![a-z]))`, "i"),
} as const;
const negative = /^\s*[-−–]|\bneg/i;
const unitCell = /^[([]?(?:[kMGm]?Hz|rad\/s|rad s-1|s-1)[)\]]?$/i;
const counting = /^(?:#|index|idx|pt|point|no\.?|nr\.?|number)$/i;

/** Whether a line's cells are the units of columns that the line above names. */
export function areUnits(cells: readonly string[]): boolean {
  return cells.some((cell) => unitCell.test(cell));
}

/** Whether a heading is that of a number that counts the rows. */
export function isCounting(name: string): boolean {
  return counting.test(name);
}

/**
 * Understands the headings of columns; undefined if they say nothing of a spectrum, and a sentence if
 * they leave out a part of it.
 */
export function columnsOf(names: readonly string[]): Columns | string | undefined {
  const at = (pattern: RegExp, ...taken: number[]) =>
    names.findIndex((name, i) => !taken.includes(i) && pattern.test(name));
  const frequency = at(patterns.frequency);
  const im = at(patterns.im, frequency);
  const re = at(patterns.re, frequency, im);
  const [modulus, phase] = [at(patterns.modulus, frequency), at(patterns.phase, frequency)];
  if (Math.max(frequency, im, re, modulus, phase) < 0) return undefined;
  const isCartesian = re >= 0 && im >= 0;
  const isPolar = !isCartesian && modulus >= 0 && phase >= 0;
  if (frequency < 0 || !(isCartesian || isPolar)) {
    const found = names.map((name) => `“${name.slice(0, 20)}”`).join(", ");
    const lacks = [
      frequency < 0 && "a frequency",
      !(isCartesian || isPolar) && re < 0 && "Re Z",
      !(isCartesian || isPolar) && im < 0 && "Im Z",
    ].filter(Boolean);
    const instead = isCartesian || isPolar ? "" : "; |Z| and phase will do as well";
    return `there is no heading for ${lacks.join(" and ")} among ${found}${instead}.`;
  }
  const second = isCartesian ? im : phase;
  const isSignGiven = negative.test(names[second]!);
  const factors = [
    frequencyFactor(names[frequency]!),
    prefixOf(names[isCartesian ? re : modulus]!, /([kKMGmµμ]?)(?:Ω|Ω|ohm)/i),
    isCartesian ? prefixOf(names[im]!, /([kKMGmµμ]?)(?:Ω|Ω|ohm)/i) : angleFactor(names[phase]!),
  ] as const;
  return {
    frequency: { index: frequency, factor: factors[0] },
    impedance: [
      { index: isCartesian ? re : modulus, factor: factors[1] },
      { index: second, factor: isSignGiven ? -factors[2] : factors[2] },
    ],
    form: isCartesian ? "cartesian" : "polar",
    isSignGiven,
    notes: [
      ...(isSignGiven
        ? [
            `The heading “${names[second]}” says that the column is ${
              isCartesian ? "−Im Z" : "the phase with a minus sign"
            }.`,
          ]
        : []),
      ...(isPolar
        ? [
            `Re Z and Im Z were computed of |Z| and the phase in ${
              factors[2] === 1 ? "radians" : "degrees"
            }.`,
          ]
        : []),
      ...(isAngular(names[frequency]!) ? ["Frequencies were converted from rad/s to Hz."] : []),
      ...([factors[0], factors[1], isCartesian ? factors[2] : 1].some(isPrefix)
        ? ["Units were taken from the headings."]
        : []),
    ],
  };
}

function isAngular(name: string): boolean {
  return /rad|^(?:ω|w|omega|angular)(?![a-z])/i.test(name);
}

function frequencyFactor(name: string): number {
  return isAngular(name) ? 1 / (2 * Math.PI) : prefixOf(name, /([kKMGm]?)Hz/i);
}

/** Degrees, unless the heading says radians. */
function angleFactor(name: string): number {
  return /rad/i.test(name) ? 1 : Math.PI / 180;
}

const prefixes = { k: 1e3, K: 1e3, M: 1e6, G: 1e9, m: 1e-3, µ: 1e-6, μ: 1e-6 } as const;

/** What a prefix of the unit in a heading multiplies by; 1 without one. */
function prefixOf(name: string, unit: RegExp): number {
  return prefixes[unit.exec(name)?.[1] as keyof typeof prefixes] ?? 1;
}

function isPrefix(factor: number): boolean {
  return Object.values<number>(prefixes).includes(factor);
}
