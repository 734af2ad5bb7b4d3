/** What invented structures consist of: tokens, as Boltz has them, and their atoms. */
import type { Point } from "../contacts/geometry.ts";

/** An atom of an invented structure. */
export interface InventedAtom {
  /** As `CA`. */
  readonly name: string;
  /** Symbol of the element, in capitals. */
  readonly element: string;
  readonly point: Point;
}

/** One residue, or one atom of the ligand: what Boltz's matrices have a row for. */
export interface InventedToken {
  /** As `ALA`. */
  readonly residue: string;
  readonly atoms: readonly InventedAtom[];
  /** 0 … 1 */
  readonly plddt: number;
  /** Which part of the fold it is of: a few helices, or the ligand. */
  readonly part: number;
}
