/** The columns of a screen's table: what they show, and what they are sorted by. */
import { concentrationText } from "#src/affinity/units.ts";
import type { ScreenLigand } from "#src/client/index.ts";

/** A column that rows can be sorted by. */
export type SortKey =
  | "rank"
  | "place"
  | "name"
  | "smiles"
  | "affinity"
  | "probability"
  | "pic50"
  | "mw"
  | "clogp"
  | "state";

/** Ascending, or descending. */
export type Direction = "up" | "down";

/** A column of the table. */
export interface Column {
  readonly key: SortKey;
  readonly heading: string;
  /** What the heading says in more words. */
  readonly says: string;
  /** What a first click on its heading sorts by: the better, or the larger, comes first. */
  readonly first: Direction;
  /** What is sorted: undefined comes last, whichever the direction. */
  readonly value: (row: ScreenLigand) => number | string | undefined;
}

/** The states in the order in which a table sorted by them has them. */
export const rowStates = [
  "completed",
  "waiting",
  "given",
  "failed",
  "rejected",
  "duplicate",
] as const;

/** The columns, from left to right; the drawing stands before the name. */
export const columns: readonly Column[] = [
  {
    key: "rank",
    heading: "rank",
    says: "The tightest binder is 1",
    first: "up",
    value: ({ rank }) => rank,
  },
  {
    key: "place",
    heading: "no.",
    says: "Its place in the list, as it was given",
    first: "up",
    value: ({ place }) => place,
  },
  {
    key: "name",
    heading: "name",
    says: "As it was given",
    first: "up",
    value: ({ name }) => (name ? naturalKey(name) : undefined),
  },
  {
    key: "smiles",
    heading: "SMILES",
    says: "Canonical, once it was read",
    first: "up",
    value: (row) => smilesOf(row) || undefined,
  },
  {
    key: "affinity",
    heading: "IC50",
    says: "Predicted; the lower, the tighter it binds",
    first: "up",
    value: ({ affinity_pred_value: y }) => y,
  },
  {
    key: "probability",
    heading: "probability",
    says: "That it binds at all",
    first: "down",
    value: ({ affinity_probability_binary: probability }) => probability,
  },
  {
    key: "pic50",
    heading: "pIC50",
    says: "−log₁₀ of IC50 in mol/l; the higher, the tighter it binds",
    first: "down",
    value: ({ pic50 }) => pic50,
  },
  {
    key: "mw",
    heading: "g/mol",
    says: "Molecular weight",
    first: "up",
    value: ({ descriptors }) => descriptors?.mw,
  },
  {
    key: "clogp",
    heading: "log P",
    says: "By Crippen’s atom contributions",
    first: "up",
    value: ({ descriptors }) => descriptors?.clogp,
  },
  {
    key: "state",
    heading: "state",
    says: "What became of it, and why",
    first: "up",
    value: ({ state }) => rowStates.indexOf(state),
  },
];

/** The SMILES to show: the canonical one, or what was given; none of a mol block that was not read. */
export function smilesOf({ canonical_smiles: canonical, smiles }: ScreenLigand): string {
  return canonical ?? smiles ?? "";
}

/** What a ligand is called on the page: by its name, else by its place in the list. */
export function nameOf({ name, place }: Pick<ScreenLigand, "name" | "place">): string {
  return name || `ligand ${place}`;
}

/** How tightly it binds, in words: nothing if nobody knows. */
export function affinityText({ ic50_nm: nanomolar }: ScreenLigand): string | undefined {
  return nanomolar === undefined ? undefined : concentrationText(nanomolar);
}

/** How much of the bar beside an affinity is filled: none at 1 mM (pIC50 3), all at 1 nM (9). */
export function barShare(pic50: number): number {
  return Math.min(1, Math.max(0, (pic50 - 3) / 6));
}

/** A text by which `mol-2` comes before `mol-10`. */
function naturalKey(text: string): string {
  return text.toLowerCase().replace(/\d{1,12}/g, (digits) => digits.padStart(12, "0"));
}
