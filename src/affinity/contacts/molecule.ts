/** A molecule from its SMILES, by OpenChemLib: RDKit in WebAssembly tells no atoms' places. */
import { Molecule as Chemical } from "openchemlib";

/** An atom other than hydrogen. */
export interface MoleculeAtom {
  /** Symbol of the element. */
  readonly element: string;
  /** Formal charge. */
  readonly charge: number;
  /** Place in a drawing whose bonds are about 1 long; 0 unless it was laid out. */
  readonly x: number;
  readonly y: number;
}

/** A bond of two atoms, by their indices. */
export interface MoleculeBond {
  readonly a: number;
  readonly b: number;
  /** 1, 2 or 3: single and double bonds alternate in aromatic rings. */
  readonly order: number;
  readonly isAromatic: boolean;
}

/** A molecule without its hydrogens. */
export interface Molecule {
  /** In the order of the SMILES. */
  readonly atoms: readonly MoleculeAtom[];
  readonly bonds: readonly MoleculeBond[];
}

/**
 * Reads a SMILES that RDKit has found good.
 * @param isLaidOut whether to draw it, which takes longer than reading
 * @throws Error when OpenChemLib cannot read it
 */
export function readMolecule(smiles: string, isLaidOut: boolean): Molecule {
  const read = Chemical.fromSmiles(smiles, { noCoordinates: !isLaidOut, noStereo: true });
  // Hydrogens that the SMILES states, as deuterium, are atoms between the others.
  const indices = new Map<number, number>();
  const atoms: MoleculeAtom[] = [];
  for (let atom = 0; atom < read.getAllAtoms(); atom++) {
    if (read.getAtomicNo(atom) === 1) continue;
    indices.set(atom, atoms.length);
    atoms.push({
      element: read.getAtomLabel(atom),
      charge: read.getAtomCharge(atom),
      x: read.getAtomX(atom),
      y: read.getAtomY(atom),
    });
  }
  const bonds: MoleculeBond[] = [];
  for (let bond = 0; bond < read.getAllBonds(); bond++) {
    const a = indices.get(read.getBondAtom(0, bond));
    const b = indices.get(read.getBondAtom(1, bond));
    if (a === undefined || b === undefined) continue;
    bonds.push({ a, b, order: read.getBondOrder(bond), isAromatic: read.isAromaticBond(bond) });
  }
  return { atoms, bonds };
}
