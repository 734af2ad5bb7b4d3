/** Reads one ligand with RDKit: what it is, or why it cannot be predicted. */
import type { Mol } from "@rdkit/rdkit";
import { type Atom, allAtoms, chargeOf, formulaOf, heavyAtoms } from "../atoms.ts";
import { symbolOf } from "../elements.ts";
import { atomFaults, atomOddities, bondFaults, isMolBlock, refusedLigand } from "../ligand.ts";
import { ruleOfFiveViolations } from "../lipinski.ts";
import { counted } from "../sentence.ts";
import type { Finding, LigandDescriptors, LigandValidation } from "../validation.ts";
import type { Rdkit } from "./rdkit.ts";
import { reasonOf } from "./reason.ts";

/** As in `[CH3:1]`. */
const atomMap = /:\d+(?=\])/g;

/** Width and height of a drawing, in pixels. It scales. */
const drawing = [320, 240] as const;

/**
 * How much is told of a good ligand, each with all before it: `screened` what it is and its descriptors,
 * `identified` its InChIKey, which takes a quarter of the time, and `drawn` a drawing.
 */
export type LigandDetail = "screened" | "identified" | "drawn";

/**
 * What a SMILES or a mol block is. Whatever is dear is computed last, of molecules that were found good.
 *
 * @param structure a text that `textFaults` found nothing wrong with
 * @throws whatever RDKit throws when it traps: the instance is then useless
 */
export function readLigand(
  rdkit: Rdkit,
  structure: string,
  detail: LigandDetail,
): LigandValidation {
  rdkit.log.clear_buffer();
  using whole = rdkit.module.get_mol(structure);
  if (whole === null) {
    return refusedLigand(structure, [reasonOf(rdkit.log.get_buffer(), structure)]);
  }
  const warnings: Finding[] = [];
  const written = whole.get_smiles();
  const plain = written.replace(atomMap, "");
  if (plain !== written) warnings.push({ message: "Numbers of atom maps are left out." });
  // A mol block's hydrogens stay atoms; those of a SMILES do not, and it is one molecule however it comes.
  const isWrittenAnew = isMolBlock(structure) || plain !== written;
  using anew = isWrittenAnew ? rdkit.module.get_mol(plain) : null;
  const canonical = (anew ?? whole).get_smiles();
  const smiles = isMolBlock(structure) ? canonical : structure;
  const kept = largestFragment(rdkit, canonical);
  using parted = kept === canonical ? null : rdkit.module.get_mol(kept);
  if (parted !== null) warnings.push({ message: strippedMessage(canonical, kept) });
  const molecule = parted ?? anew ?? whole;
  const { atoms, bondOrders } = graphOf(molecule);
  const errors = [...atomFaults(atoms), ...bondFaults(bondOrders)];
  if (errors.length > 0) return refusedLigand(smiles, errors, warnings);
  const all = computed(molecule);
  warnings.push(...atomOddities(atoms), ...unspecified(all));
  const descriptors = descriptorsOf(all, atoms);
  const formula = formulaOf(atoms);
  const inchi = detail === "screened" ? "" : molecule.get_inchi();
  return {
    valid: true,
    smiles,
    canonical_smiles: parted === null ? canonical : parted.get_smiles(),
    ...(inchi === "" ? {} : { inchi_key: rdkit.module.get_inchikey_for_inchi(inchi) }),
    formula,
    message: `${formula}, ${counted(descriptors.heavy_atoms, "heavy atom")}, ${descriptors.mw.toFixed(2)} g/mol.`,
    warnings,
    errors: [],
    descriptors,
    ...(detail === "drawn" ? { svg: molecule.get_svg(...drawing) } : {}),
  };
}

/**
 * The largest part of a molecule in several: most atoms, then greatest weight, then the first by the
 * alphabet, which is RDKit's `LargestFragmentChooser`, and so what Boltz would choose.
 */
function largestFragment(rdkit: Rdkit, canonical: string): string {
  if (!canonical.includes(".")) return canonical;
  const fragments = [...new Set(canonical.split("."))].map((smiles) => {
    using molecule = rdkit.module.get_mol(smiles);
    if (molecule === null) return { smiles, atoms: 0, weight: 0 };
    return { smiles, atoms: allAtoms(graphOf(molecule).atoms), weight: computed(molecule).amw };
  });
  fragments.sort(
    (a, b) => b.atoms - a.atoms || b.weight - a.weight || (a.smiles < b.smiles ? -1 : 1),
  );
  return fragments[0]!.smiles;
}

function strippedMessage(canonical: string, kept: string): string {
  const others = canonical.split(".");
  others.splice(others.indexOf(kept), 1);
  const list = [...new Set(others)].map((part) => `\`${part}\``).join(", ");
  return `Of ${others.length + 1} separate parts only the largest is predicted; left out: ${list}.`;
}

/** The descriptors of ours that RDKit gives, by its names. */
interface Computed {
  readonly amw: number;
  readonly CrippenClogP: number;
  readonly tpsa: number;
  readonly lipinskiHBD: number;
  readonly lipinskiHBA: number;
  readonly NumRotatableBonds: number;
  readonly NumRings: number;
  readonly NumUnspecifiedAtomStereoCenters: number;
}

function computed(molecule: Mol): Computed {
  return JSON.parse(molecule.get_descriptors());
}

function descriptorsOf(all: Computed, atoms: readonly Atom[]): LigandDescriptors {
  const lipinski = {
    mw: rounded(all.amw),
    clogp: rounded(all.CrippenClogP),
    hbd: all.lipinskiHBD,
    hba: all.lipinskiHBA,
  };
  return {
    ...lipinski,
    tpsa: rounded(all.tpsa),
    rotatable_bonds: all.NumRotatableBonds,
    rings: all.NumRings,
    heavy_atoms: heavyAtoms(atoms),
    formal_charge: chargeOf(atoms),
    rule_of_five_violations: ruleOfFiveViolations(lipinski),
  };
}

/** The sum of atoms' tabled figures without the last digits of its rounding errors. */
function rounded(sum: number): number {
  return Number(sum.toFixed(4));
}

function unspecified({ NumUnspecifiedAtomStereoCenters: number }: Computed): Finding[] {
  if (number === 0) return [];
  const centres = number === 1 ? "1 stereocentre is" : `${number} stereocentres are`;
  return [
    { message: `${centres} not specified: Boltz predicts one of the isomers, of its choice.` },
  ];
}

/** The atoms and bonds as RDKit's JSON (version 12) states them: what is left out is as in `defaults`. */
function graphOf(molecule: Mol): { readonly atoms: Atom[]; readonly bondOrders: number[] } {
  const { defaults, molecules } = JSON.parse(molecule.get_json()) as RdkitJson;
  const { atoms, bonds } = molecules[0]!;
  return {
    atoms: atoms.map((stated) => {
      const { z, impHs, chg, nRad } = { ...defaults.atom, ...stated };
      return { symbol: symbolOf(z), hydrogens: impHs, charge: chg, radicals: nRad };
    }),
    bondOrders: bonds.map(({ bo = defaults.bond.bo }) => bo),
  };
}

interface RdkitAtom {
  readonly z: number;
  readonly impHs: number;
  readonly chg: number;
  readonly nRad: number;
}

/** Its order; 1, 2 or 3 of aromatic ones, too. */
interface RdkitBond {
  readonly bo: number;
}

interface RdkitJson {
  readonly defaults: { readonly atom: RdkitAtom; readonly bond: RdkitBond };
  readonly molecules: readonly {
    readonly atoms: readonly Partial<RdkitAtom>[];
    readonly bonds: readonly Partial<RdkitBond>[];
  }[];
}
