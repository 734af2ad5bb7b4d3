/** A predicted structure as Mol* has it, its ligand with the bonds and charges of its SMILES. */
import {
  CIF,
  type CifBlock,
  CifCategory,
  CifField,
  type CifFrame,
} from "molstar/lib/mol-io/reader/cif.js";
import { Structure, Unit } from "molstar/lib/mol-model/structure.js";
import { trajectoryFromMmCIF } from "molstar/lib/mol-model-formats/structure/mmcif.js";
import { ContactError } from "./failure.ts";
import { matchAtoms, type PlacedAtom } from "./matching.ts";
import { type Molecule, readMolecule } from "./molecule.ts";

/** What a structure is, and whose contacts are asked for. */
export interface ContactQuestion {
  /** The text of an mmCIF file. */
  readonly mmcif: string;
  /** Id of the ligand's chain (`label_asym_id`). */
  readonly ligandChain: string;
  /** What the ligand is, as RDKit reads it; any protonation. */
  readonly smiles: string;
}

/** A structure and its ligand. */
export interface LigandStructure {
  readonly structure: Structure;
  readonly ligand: Unit.Atomic;
  /** Names of the ligand's atoms with a negative formal charge. */
  readonly anions: ReadonlySet<string>;
  /** Names of those whose charge a bonded atom's cancels, as of a nitro group or an N-oxide. */
  readonly cancelled: ReadonlySet<string>;
}

/** An atom of the ligand. */
interface LigandAtom extends PlacedAtom {
  readonly name: string;
  readonly component: string;
  /** Its row among the file's atoms. */
  readonly row: number;
}

/**
 * Reads a structure.
 * @throws ContactError when it is none, or its ligand is not the molecule
 */
export async function readStructure(question: ContactQuestion): Promise<LigandStructure> {
  const { mmcif, ligandChain, smiles } = question;
  const block = await readBlock(mmcif);
  const atoms = ligandAtoms(block, ligandChain);
  if (atoms.length === 0) {
    throw new ContactError(`The structure has no chain \`${ligandChain}\`.`);
  }
  const molecule = readMolecule(smiles, false);
  const match = matchAtoms(molecule, atoms);
  if (match === undefined) {
    throw new ContactError(
      `Chain \`${ligandChain}\` of the structure does not have the atoms and bonds of the ligand: its contacts are not computed.`,
    );
  }
  const ordered = match.map((index) => atoms[index]!);
  const trajectory = await trajectoryFromMmCIF(stated(block, ordered, molecule)).run();
  const structure = Structure.ofModel(trajectory.representative);
  const ligand = structure.units.find(
    (unit) => Unit.isAtomic(unit) && chainOf(unit) === ligandChain,
  );
  if (ligand === undefined) throw new Error("Mol* has lost the ligand's chain.");
  const named = (indices: Iterable<number>) =>
    new Set([...indices].map((index) => ordered[index]!.name));
  return {
    structure,
    ligand: ligand as Unit.Atomic,
    anions: named(molecule.atoms.keys().filter((index) => molecule.atoms[index]!.charge < 0)),
    cancelled: named(cancelledCharges(molecule)),
  };
}

function cancelledCharges({ atoms, bonds }: Molecule): number[] {
  return bonds
    .filter(({ a, b }) => atoms[a]!.charge * atoms[b]!.charge < 0)
    .flatMap(({ a, b }) => [a, b]);
}

async function readBlock(mmcif: string): Promise<CifBlock> {
  const parsed = await CIF.parseText(mmcif).run();
  if (parsed.isError) throw new ContactError("The structure is not mmCIF.");
  const block = parsed.result.blocks[0];
  if (block?.categories.atom_site === undefined) {
    throw new ContactError("The structure has no atoms.");
  }
  return block;
}

function chainOf(unit: Unit.Atomic): string {
  const { chains } = unit.model.atomicHierarchy;
  return chains.label_asym_id.value(unit.chainIndex[unit.elements[0]!]!);
}

/** The heavy atoms of a chain. */
function ligandAtoms({ categories }: CifBlock, chain: string): LigandAtom[] {
  const site = categories.atom_site!;
  const field = (name: string) => {
    const found = site.getField(name);
    if (found === undefined) throw new ContactError(`The structure's atoms have no \`${name}\`.`);
    return found;
  };
  const [asym, element, name] = ["label_asym_id", "type_symbol", "label_atom_id"].map(field);
  const [component, x, y, z] = ["label_comp_id", "Cartn_x", "Cartn_y", "Cartn_z"].map(field);
  const atoms: LigandAtom[] = [];
  for (let row = 0; row < site.rowCount; row++) {
    if (asym!.str(row) !== chain || element!.str(row) === "H") continue;
    atoms.push({
      row,
      name: name!.str(row),
      component: component!.str(row),
      element: element!.str(row),
      ...{ x: x!.float(row), y: y!.float(row), z: z!.float(row) },
    });
  }
  return atoms;
}

/** The file as if it stated the ligand's bonds and charges: Mol* reads both where mmCIF has them. */
function stated(block: CifBlock, atoms: readonly LigandAtom[], { bonds, ...molecule }: Molecule) {
  const site = block.categories.atom_site!;
  const charges = new Array<number>(site.rowCount).fill(0);
  for (const [index, { row }] of atoms.entries()) charges[row] = molecule.atoms[index]!.charge;
  const columns = site.fieldNames.map((name) => [name, site.getField(name)]);
  const texts = (values: string[]) => CifField.ofStrings(values);
  const categories = {
    ...block.categories,
    atom_site: CifCategory.ofFields("atom_site", {
      ...Object.fromEntries(columns),
      pdbx_formal_charge: CifField.ofNumbers(charges),
    }),
    chem_comp_bond: CifCategory.ofFields("chem_comp_bond", {
      comp_id: texts(bonds.map(({ a }) => atoms[a]!.component)),
      atom_id_1: texts(bonds.map(({ a }) => atoms[a]!.name)),
      atom_id_2: texts(bonds.map(({ b }) => atoms[b]!.name)),
      value_order: texts(bonds.map(({ order }) => ["sing", "doub", "trip"][order - 1] ?? "sing")),
      pdbx_aromatic_flag: texts(bonds.map(({ isAromatic }) => (isAromatic ? "y" : "n"))),
    }),
  };
  return { ...block, categoryNames: Object.keys(categories), categories } satisfies CifFrame;
}
