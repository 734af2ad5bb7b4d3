/** What became of a ligand, in words. */
import type { Examples, Screen, ScreenLigand } from "#src/client/index.ts";
import { rowStates } from "./columns.ts";

/** Why a ligand is where it is, or what is odd about it; empty if there is nothing to say. */
export function sayingOf({ state, same_as: first, reasons, error }: ScreenLigand): string {
  if (state === "duplicate") return `the same molecule as no. ${first}`;
  const odd = reasons.map(({ message }) => message);
  return [...(error ? [error.message] : []), ...odd].join(" ");
}

/** Whether a drawing can be made of it: it was read, or nobody has tried. */
export function isReadable({ state, canonical_smiles, smiles }: ScreenLigand): boolean {
  return canonical_smiles !== undefined || (state === "given" && smiles !== undefined);
}

/**
 * How many ligands are predicted when a screen goes on. The rows, which may be older than its counts,
 * tell only which of those that failed are tried again.
 */
export function leftOf(
  { given, waiting, failed }: Screen["counts"],
  rows: readonly ScreenLigand[],
): number {
  const again = rows.filter(({ state, error }) => state === "failed" && error?.retriable).length;
  return given + waiting + Math.min(failed, again);
}

/** What a screen is of, on one line; a protein that is an example goes by its name. */
export function aboutScreen(
  { protein: { sequence }, ligands, engine }: Pick<Screen, "protein" | "ligands" | "engine">,
  examples: Examples | undefined,
): string {
  const known = examples?.proteins.find((one) => one.sequence === sequence)?.name;
  const residues = `${sequence.length.toLocaleString()} residues`;
  return [
    `${ligands.toLocaleString()} ${ligands === 1 ? "ligand" : "ligands"}`,
    known === undefined ? `a protein of ${residues}` : `${known}, ${residues}`,
    `by ${engine}`,
  ].join(" · ");
}

/** How many ligands are in which state, as in `18 completed, 2 rejected`. */
export function countsTold(counts: Screen["counts"]): string {
  return rowStates
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state].toLocaleString()} ${state}`)
    .join(", ");
}
