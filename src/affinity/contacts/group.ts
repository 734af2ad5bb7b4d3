/** A group of atoms that takes part in a contact: Mol*'s feature, in our words. */
import type { StructureElement, Unit } from "molstar/lib/mol-model/structure.js";
import { FeatureTypes } from "molstar/lib/mol-model-props/computed/interactions/common.js";
import type { Features } from "molstar/lib/mol-model-props/computed/interactions/features.js";
import type { Point } from "./geometry.ts";

/** An atom of a group. */
export interface GroupAtom {
  /** As `OD1`. */
  readonly name: string;
  /** Symbol of the element, in capitals. */
  readonly element: string;
  /** In Å. */
  readonly point: Point;
}

/** Atoms of one residue or ligand: a ring, the oxygens of an acid, or one alone. */
export interface Group {
  readonly role: "positive" | "negative" | "donor" | "acceptor" | "other";
  /** As `A:ASP25`. */
  readonly residue: string;
  readonly atoms: readonly GroupAtom[];
}

/** One of a unit's groups. */
export function groupOf(
  unit: Unit.Atomic,
  index: Features.FeatureIndex,
  { types, members, offsets }: Features,
): Group {
  const indices = Array.from(
    { length: offsets[index + 1]! - offsets[index]! },
    (_, i) => members[offsets[index]! + i]!,
  );
  return {
    role: roleOf(types[index]!),
    residue: residueOf(unit, indices[0]!),
    atoms: indices.map((member) => atomOf(unit, member)),
  };
}

function roleOf(type: number): Group["role"] {
  if (type === FeatureTypes.PositiveCharge) return "positive";
  if (type === FeatureTypes.NegativeCharge) return "negative";
  if (type === FeatureTypes.HydrogenDonor) return "donor";
  if (type === FeatureTypes.HydrogenAcceptor) return "acceptor";
  return "other";
}

function atomOf({ elements, model }: Unit.Atomic, member: StructureElement.UnitIndex): GroupAtom {
  const element = elements[member]!;
  const { label_atom_id, type_symbol } = model.atomicHierarchy.atoms;
  const { x, y, z } = model.atomicConformation;
  return {
    name: label_atom_id.value(element),
    element: type_symbol.value(element),
    point: [x[element]!, y[element]!, z[element]!],
  };
}

/** The number is the place in the sequence, from 1; where there is none, the file's own. */
function residueOf(unit: Unit.Atomic, member: StructureElement.UnitIndex): string {
  const element = unit.elements[member]!;
  const { atoms, residues, chains } = unit.model.atomicHierarchy;
  const residue = unit.residueIndex[element]!;
  const isPlaced = residues.label_seq_id.valueKind(residue) === 0;
  const place = (isPlaced ? residues.label_seq_id : residues.auth_seq_id).value(residue);
  const chain = chains.label_asym_id.value(unit.chainIndex[element]!);
  return `${chain}:${atoms.label_comp_id.value(element)}${place}`;
}
