/** What a demonstration invents: a fold, poses of the ligand on it, and how sure it would be of each part. */
import { residueName } from "../amino-acids.ts";
import type { Molecule } from "../contacts/molecule.ts";
import type { DemonstrationFigures } from "../demonstration.ts";
import type { InventedResidue } from "./invented-fold.ts";
import { inventPoses } from "./invented-pose.ts";
import { ligandSites, proteinSites } from "./invented-sites.ts";
import type { InventedToken } from "./invented-token.ts";

/** An invented structure: tokens in the order of Boltz's, the protein first. */
export interface InventedComplex {
  readonly protein: readonly InventedToken[];
  readonly ligand: readonly InventedToken[];
}

/** Name of the ligand in structures. */
export const ligandName = "LIG";

/** Helices that move as one. */
const helicesOfPart = 5;

/** The tokens of a protein. */
export function proteinTokens(
  sequence: string,
  fold: readonly InventedResidue[],
  { complex_plddt = 0.8 }: Pick<DemonstrationFigures, "complex_plddt">,
): InventedToken[] {
  return fold.map((residue, index): InventedToken => {
    const name = residueName(sequence[index]!);
    const { N, CA, C, O, CB } = residue;
    const atoms = Object.entries({ N, CA, C, O, ...(name !== "GLY" && { CB }) });
    // Turns and ends are less sure than helices.
    const fromEnd = Math.min(index, fold.length - 1 - index);
    const doubt = (residue.isTurn ? 0.12 : -0.02) + Math.max(0.16 - 0.04 * fromEnd, 0);
    return {
      residue: name,
      atoms: atoms.map(([atom, point]) => ({ name: atom, element: atom[0]!, point })),
      plddt: between(complex_plddt - doubt, 0.2, 0.99),
      part: Math.floor(residue.helix / helicesOfPart),
    };
  });
}

/** The tokens of a ligand on a protein, in one pose after the other, without end. */
export async function* ligandsOn(
  protein: readonly InventedToken[],
  molecule: Molecule,
  { ligand_iptm = 0.8 }: Pick<DemonstrationFigures, "ligand_iptm">,
  draw: () => number,
): AsyncGenerator<readonly InventedToken[], void, void> {
  for await (const pose of inventPoses(ligandSites(molecule), proteinSites(protein), draw)) {
    yield molecule.atoms.map((atom, index): InventedToken => {
      const element = atom.element.toUpperCase();
      const placed = { name: `${element}${index + 1}`, element, point: pose[index]! };
      const plddt = between(ligand_iptm - 0.1 * draw(), 0.2, 0.99);
      return { residue: ligandName, atoms: [placed], plddt, part: -1 };
    });
  }
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
