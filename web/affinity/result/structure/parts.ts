/** Parts of a structure, as Mol* is asked for them. */

import { Vec3 } from "molstar/lib/mol-math/linear-algebra.js";
import { StructureSelection } from "molstar/lib/mol-model/structure/query.js";
import { StructureElement } from "molstar/lib/mol-model/structure/structure/element.js";
import type { Structure } from "molstar/lib/mol-model/structure.js";
import { MolScriptBuilder } from "molstar/lib/mol-script/language/builder.js";
import type { Expression } from "molstar/lib/mol-script/language/expression.js";
import { Script } from "molstar/lib/mol-script/script.js";
import type { Place } from "./place.ts";

const { core, struct } = MolScriptBuilder;
const { macromolecular } = struct.atomProperty;

/** All ligands and cofactors. */
export const smallMolecules: Expression = struct.generator.atomGroups({
  "entity-test": core.rel.eq([macromolecular.entityType(), "non-polymer"]),
});

/** Around a ligand, Å: whole residues that have an atom as near as this to it. */
const pocketRadius = 5;

/** The atoms of a place. */
export function atomsOf({ chain, residue, atom }: Place): Expression {
  return struct.generator.atomGroups({
    "chain-test": core.rel.eq([macromolecular.label_asym_id(), chain]),
    ...(residue === undefined
      ? {}
      : { "residue-test": core.rel.eq([macromolecular.label_seq_id(), residue]) }),
    ...(atom === undefined
      ? {}
      : { "atom-test": core.rel.eq([macromolecular.label_atom_id(), atom]) }),
  });
}

/** The residues around a ligand, without it. */
export function pocketOf(ligand: Expression): Expression {
  const around = struct.modifier.includeSurroundings({
    0: ligand,
    radius: pocketRadius,
    "as-whole-residues": true,
  });
  return struct.modifier.exceptBy({ 0: around, by: ligand });
}

/** All atoms but those of a part. */
export function othersThan(part: Expression): Expression {
  return struct.modifier.exceptBy({ 0: struct.generator.all(), by: part });
}

/** Where atoms are, in Å. */
export function pointsOf(loci: StructureElement.Loci): Vec3[] {
  const points: Vec3[] = [];
  StructureElement.Loci.forEachLocation(loci, ({ unit, element }) => {
    points.push(unit.conformation.position(element, Vec3()));
  });
  return points;
}

/** Those atoms of a structure, for the camera and for marks. */
export function lociOf(expression: Expression, structure: Structure): StructureElement.Loci {
  return StructureSelection.toLociWithSourceUnits(
    Script.getStructureSelection(expression, structure),
  );
}
