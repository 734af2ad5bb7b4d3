/** What the pointer is on, of what Mol* says of it. */
import type { Loci } from "molstar/lib/mol-model/loci.js";
import { Bond, StructureElement, StructureProperties } from "molstar/lib/mol-model/structure.js";

/** An atom that is pointed at. */
export interface Pointed {
  /** As in `A:ASP25 CB`; of a ligand `B:LIG1 C7`. */
  readonly name: string;
  /** 0 … 100, of the atom's residue; of a ligand the atom's own. */
  readonly plddt: number;
}

/** The atom; undefined for what is none. */
export function pointedAt(loci: Loci): Pointed | undefined {
  const atoms = Bond.isLoci(loci) ? Bond.toFirstStructureElementLoci(loci) : loci;
  if (!StructureElement.Loci.is(atoms)) return undefined;
  const at = StructureElement.Loci.getFirstLocation(atoms);
  if (at === undefined) return undefined;
  const { atom, chain, residue, entity } = StructureProperties;
  const number = entity.type(at) === "polymer" ? residue.label_seq_id(at) : "";
  return {
    name: `${chain.label_asym_id(at)}:${atom.label_comp_id(at)}${number} ${atom.label_atom_id(at)}`,
    plddt: atom.B_iso_or_equiv(at),
  };
}
