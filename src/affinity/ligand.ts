/**
 * Which ligands Boltz-2's affinity takes: what their text tells, and what their atoms tell. Boltz itself
 * checks late, or crashes; its rules are in its `data/parse/schema.py` (2.2), and in the exclusion
 * rules of ChEMBL's structure pipeline that it calls.
 */
import { type Atom, allAtoms, chargeOf, heavyAtoms } from "./atoms.ts";
import { isOrganic, organicElements } from "./elements.ts";
import { shown } from "./sentence.ts";
import type { BadLigand, Finding } from "./validation.ts";

/** Limits of a ligand. */
export const ligandLimits = {
  /** Most characters of a SMILES. RDKit in WebAssembly traps on chains of 650 atoms. */
  characters: 500,
  /** Most characters of a mol block: 128 heavy atoms and their hydrogens take 30,000. */
  molBlockCharacters: 100_000,
  /** Most heavy atoms, Boltz's own. */
  heavyAtoms: 128,
  /** Heavy atoms of the largest ligand in Boltz-2's training. */
  trainedHeavyAtoms: 56,
  /** Most boron atoms, of ChEMBL's structure pipeline. */
  boron: 7,
} as const;

/** The answer about a ligand that cannot be predicted. */
export function refusedLigand(
  smiles: string,
  errors: Finding[],
  warnings: Finding[] = [],
): BadLigand {
  const message = errors.map(({ message }) => message).join(" ");
  return {
    valid: false,
    smiles: smiles.slice(0, ligandLimits.characters),
    message,
    warnings,
    errors,
  };
}

/** Whether a text is a mol block, of the MDL formats V2000 or V3000, and no SMILES. */
export function isMolBlock(structure: string): boolean {
  return /^M {2}END/m.test(structure);
}

/**
 * What is wrong with a SMILES or a mol block before it is read. RDKit takes what follows a blank for a name, ends at
 * letters that it does not know, and reads nothing as a molecule without atoms: all without a word.
 */
export function textFaults(smiles: string): Finding[] {
  if (isMolBlock(smiles)) return molBlockFaults(smiles);
  if (smiles === "") return [{ message: "The SMILES is empty." }];
  const { characters } = ligandLimits;
  if (smiles.length > characters) {
    const message = `The SMILES has ${smiles.length} characters; at most ${characters} are read.`;
    return [{ message, position: characters }];
  }
  if (/^(?:InChI=|[A-Z]{14}-[A-Z]{10}-[A-Z]$)/.test(smiles)) {
    const kind = smiles.startsWith("InChI=") ? "InChI" : "InChIKey";
    return [{ message: `This is an ${kind}: the molecule's SMILES is wanted.` }];
  }
  const position = smiles.search(/[^\x21-\x7e]/);
  if (position < 0) return [];
  const character = String.fromCodePoint(smiles.codePointAt(position)!);
  const message = `At character ${position + 1} is ${shown(character)}, which is not of a SMILES.`;
  return [{ message, position }];
}

function molBlockFaults({ length }: string): Finding[] {
  const { molBlockCharacters } = ligandLimits;
  if (length <= molBlockCharacters) return [];
  const message = `The mol block has ${length} characters; at most ${molBlockCharacters} are read.`;
  return [{ message, position: molBlockCharacters }];
}

/** What is wrong with a molecule by its atoms. */
export function atomFaults(atoms: readonly Atom[]): Finding[] {
  const heavy = heavyAtoms(atoms);
  if (heavy === 0) return [{ message: "The molecule has no atom but hydrogen." }];
  const faults: string[] = [];
  const symbols = new Set(atoms.map(({ symbol }) => symbol));
  if (symbols.delete("*")) {
    faults.push("The molecule has a wildcard (`*`): every atom must be a certain one.");
  }
  const foreign = [...symbols].filter((symbol) => !isOrganic(symbol));
  if (foreign.length > 0) {
    faults.push(
      `The molecule has ${foreign.join(", ")}: only ${organicElements.join(", ")} are taken. An ion, or what holds a metal, can be a cofactor, by its CCD code, as \`ZN\` or \`HEM\`.`,
    );
  }
  const boron = atoms.filter(({ symbol }) => symbol === "B").length;
  if (boron > ligandLimits.boron) {
    faults.push(`The molecule has ${boron} boron atoms; at most ${ligandLimits.boron} are taken.`);
  }
  if (heavy > ligandLimits.heavyAtoms) {
    faults.push(
      `The molecule has ${heavy} heavy atoms; at most ${ligandLimits.heavyAtoms} are taken, Boltz-2's limit for affinities.`,
    );
  }
  return faults.map((message) => ({ message }));
}

/**
 * What is wrong with a molecule by its bonds: those of queries, of coordination and of order four leave open
 * what is bound, or are none of organic molecules.
 * @param orders 1, 2 or 3 of bonds that are
 */
export function bondFaults(orders: readonly number[]): Finding[] {
  if (orders.every((order) => order === 1 || order === 2 || order === 3)) return [];
  return [
    {
      message:
        "The molecule has a bond that is not single, double, triple or aromatic, as `~`, `->` or `$`: every bond must be a certain one.",
    },
  ];
}

/** What is odd about a molecule by its atoms. */
export function atomOddities(atoms: readonly Atom[]): Finding[] {
  const odd: string[] = [];
  const heavy = heavyAtoms(atoms);
  if (heavy > ligandLimits.trainedHeavyAtoms) {
    odd.push(
      `${heavy} heavy atoms are more than the ${ligandLimits.trainedHeavyAtoms} of the largest ligand Boltz-2 was trained on: the affinity may be wrong.`,
    );
  }
  const radicals = atoms.filter(({ radicals }) => radicals > 0).length;
  if (radicals > 0) {
    odd.push(
      `${radicals === 1 ? "An atom has" : `${radicals} atoms have`} unpaired electrons: is a hydrogen missing in a bracket?`,
    );
  }
  if (isNeutralised(atoms)) {
    odd.push(
      "Boltz-2 predicts the neutral form: it adds or takes the protons that balance the charges.",
    );
  }
  // Boltz names an atom by symbol and rank, and refuses names over 4 characters. Hydrogens rank first,
  // halogens next.
  const hydrogens = allAtoms(atoms) - heavy;
  if (hydrogens >= 90 && atoms.some(({ symbol }) => symbol.length === 2)) {
    odd.push(
      `With ${hydrogens} hydrogens Boltz may be unable to name an atom of a two-letter element, and refuse.`,
    );
  }
  return odd.map((message) => ({ message }));
}

/**
 * Whether ChEMBL's structure pipeline, which Boltz calls, takes charges away: of cations that have a
 * proton to lose, and of anions that no cation without one balances.
 */
function isNeutralised(atoms: readonly Atom[]): boolean {
  const acid = atoms.some(({ charge, hydrogens }) => charge > 0 && hydrogens > 0);
  return acid || chargeOf(atoms) < 0;
}
