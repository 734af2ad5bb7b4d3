/** Places in a structure, as its file names them. */
import type { Token } from "../tokens.ts";

/** A residue of a chain, one atom of it, or a whole chain. */
export interface Place {
  /** The chain's id (`label_asym_id`). */
  readonly chain: string;
  /** Number of the residue in its chain, from 1. */
  readonly residue?: number | undefined;
  /** Name of the atom (`label_atom_id`). */
  readonly atom?: string | undefined;
}

/** Places that are marked together. */
export interface Marked {
  readonly places: readonly Place[];
  /** Which of them is looked at; undefined where the view stays as it is. */
  readonly lookAt?: Place | undefined;
}

/** Where a row of the matrices is. */
export function placeOf({ chain, residue, atom }: Token): Place {
  return { chain, residue, atom };
}

/** Where a contact's residue is, of `A:ASP25`; undefined for what names none. */
export function placeOfResidue(name: string): Place | undefined {
  const [, chain, residue] = /^([^:]+):\D\w*?(\d+)$/.exec(name) ?? [];
  return chain === undefined ? undefined : { chain, residue: Number(residue) };
}
