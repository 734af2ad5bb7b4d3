/**
 * How Boltz names the atoms of a ligand that is given in SMILES, as far as it can be told beforehand: by
 * the element in capitals, and a rank among all atoms, hydrogens too, from 1 (`parse_boltz_schema` in its
 * `data/parse/schema.py`, 2.2). Which rank is whose depends on the RDKit that Boltz has; but hydrogens, which
 * cannot be named, have the first.
 */
import type { Constraint } from "./complex.ts";
import type { GoodLigand } from "./validation.ts";

/** Names that the atoms of a ligand may have. */
export interface AtomNames {
  /** In capitals. */
  readonly elements: readonly string[];
  /** Their ranks are from `first` to `last`. */
  readonly first: number;
  readonly last: number;
}

/** An atom that is named and cannot be there. */
export interface AtomNameFault {
  /** As `complex.constraints.0.pocket.contacts.2`. */
  readonly path: string;
  readonly message: string;
}

/**
 * The names that a ligand's atoms may have.
 * @param isBinder whether its affinity is predicted: Boltz then adds or takes protons that balance charges
 */
export function atomNames(
  { formula, canonical_smiles }: Pick<GoodLigand, "formula" | "canonical_smiles">,
  isBinder: boolean,
): AtomNames {
  const counts = new Map<string, number>();
  for (const [, symbol, count] of formula.matchAll(/([A-Z][a-z]?)(\d*)/g)) {
    counts.set(symbol!.toUpperCase(), count === "" ? 1 : Number(count));
  }
  const hydrogens = counts.get("H") ?? 0;
  counts.delete("H");
  const heavy = counts.values().reduce((sum, count) => sum + count, 0);
  const protons = isBinder ? chargesIn(canonical_smiles) : 0;
  return {
    elements: [...counts.keys()],
    first: Math.max(1, hydrogens + 1 - protons),
    last: hydrogens + heavy + protons,
  };
}

/** All atoms' charges, without their signs. */
function chargesIn(smiles: string): number {
  const charges = smiles.matchAll(/\[[^\]]*?([+-]+)(\d*)(?::\d+)?\]/g);
  return charges.reduce((sum, [, sign, size]) => sum + (Number(size) || sign!.length), 0);
}

/**
 * The atoms that constraints name of ligands and that cannot be there.
 * @param ligands names that may be, by the ids of the chains
 */
export function atomNameFaults(
  ligands: ReadonlyMap<string, AtomNames>,
  constraints: readonly Constraint[],
): AtomNameFault[] {
  return constraints.flatMap((constraint, index) =>
    atomsNamedIn(constraint).flatMap(({ path, chain, name }) => {
      const names = ligands.get(chain);
      if (names === undefined || isAmong(names, name)) return [];
      return [
        { path: `complex.constraints.${index}.${path}`, message: refusal(chain, name, names) },
      ];
    }),
  );
}

function isAmong({ elements, first, last }: AtomNames, name: string): boolean {
  const [, element, rank] = /^([A-Z]+)([1-9]\d*)$/.exec(name) ?? [];
  return elements.includes(element!) && first <= Number(rank) && Number(rank) <= last;
}

function refusal(chain: string, name: string, { elements, first, last }: AtomNames): string {
  return (
    `Boltz calls no atom of the ligand \`${chain}\` \`${name}\`: a name is ${elements.join(", ")} and a ` +
    `number from ${first} to ${last}. The mmCIF of a prediction without constraints has them`
  );
}

interface Named {
  readonly path: string;
  readonly chain: string;
  readonly name: string;
}

function atomsNamedIn({ bond, contact, pocket }: Constraint): Named[] {
  const token = (path: string, [chain, place]: readonly [string, number | string]): Named[] =>
    typeof place === "string" ? [{ path, chain, name: place }] : [];
  return [
    ...(["atom1", "atom2"] as const).flatMap((path) =>
      bond ? [{ path: `bond.${path}`, chain: bond[path][0], name: bond[path][2] }] : [],
    ),
    ...(["token1", "token2"] as const).flatMap((path) =>
      contact ? token(`contact.${path}`, contact[path]) : [],
    ),
    ...(pocket?.contacts ?? []).flatMap((one, index) => token(`pocket.contacts.${index}`, one)),
  ];
}
