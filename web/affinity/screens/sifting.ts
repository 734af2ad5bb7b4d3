/** Which rows of a screen are shown: by words, by state, by their figures. */
import type { ScreenLigand } from "#src/client/index.ts";

/** A figure that rows can be sifted by. */
export type Figure = "pic50" | "probability" | "heavy_atoms";

/** From the least to the most that is let through; an end that is absent lets everything through. */
export interface Range {
  readonly least?: number | undefined;
  readonly most?: number | undefined;
}

/** What is let through. A row has to pass all of it. */
export interface Sieve {
  /** Words that are in its name or in its SMILES. */
  readonly text: string;
  /** States; none lets every one through. */
  readonly states: readonly ScreenLigand["state"][];
  readonly ranges: Readonly<Partial<Record<Figure, Range>>>;
}

/** Lets everything through. */
export const open: Sieve = { text: "", states: [], ranges: {} };

/** A row's figure; undefined if it has none. */
export function figureOf(row: ScreenLigand, figure: Figure): number | undefined {
  if (figure === "pic50") return row.pic50;
  if (figure === "probability") return row.affinity_probability_binary;
  return row.descriptors?.heavy_atoms;
}

/** Whether a sieve holds anything back. */
export function isOpen({ text, states, ranges }: Sieve): boolean {
  return text.trim() === "" && states.length === 0 && figuresOf(ranges).length === 0;
}

/** The sieve with another range; with none, or with one that is open at both ends, it has none. */
export function withRange(sieve: Sieve, figure: Figure, range: Range | undefined): Sieve {
  const { [figure]: _, ...others } = sieve.ranges;
  const isClosed = range !== undefined && (range.least !== undefined || range.most !== undefined);
  return { ...sieve, ranges: isClosed ? { ...others, [figure]: range } : others };
}

/** Tells whether a row passes. A row without a figure passes no range of it. */
export function passes({ text, states, ranges }: Sieve): (row: ScreenLigand) => boolean {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const lower = words.map((word) => word.toLowerCase());
  const figures = figuresOf(ranges);
  return (row) => {
    if (states.length > 0 && !states.includes(row.state)) return false;
    for (const [figure, { least = -Infinity, most = Infinity }] of figures) {
      const value = figureOf(row, figure);
      if (value === undefined || value < least || value > most) return false;
    }
    // Small letters are aromatic atoms in a SMILES: there, letters are compared as they are.
    return words.every(
      (word, i) =>
        row.name.toLowerCase().includes(lower[i]!) ||
        row.smiles?.includes(word) ||
        row.canonical_smiles?.includes(word),
    );
  };
}

function figuresOf(ranges: Sieve["ranges"]): [Figure, Range][] {
  return Object.entries(ranges) as [Figure, Range][];
}
