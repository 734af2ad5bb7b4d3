/** The chains of a request, by their ids, and whether all that names a chain names one that is there. */
import type { Complex, Constraint } from "./complex.ts";
import { counted } from "./sentence.ts";

/** Something that a request says of a chain and that is not so. */
export interface ChainFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

const kinds = ["protein", "dna", "rna", "ligand"] as const;

interface Chain {
  readonly kind: (typeof kinds)[number];
  /** Residues; 1 for a ligand. */
  readonly length: number;
}

/** A further chain, of whatever kind. */
interface Given {
  readonly id: string | readonly string[];
  readonly sequence?: string;
  readonly modifications?: readonly { readonly position: number }[] | undefined;
}

/** The protein and the ligand that a request is about. */
export interface Pair {
  readonly protein: { readonly id: string; readonly sequence: string };
  readonly ligand: { readonly id: string };
}

/**
 * Every chain's id twice, every chain or residue that is named and not there. In a contact Boltz takes
 * residues of polymers and atoms of ligands, and fails on the other way round (`token_spec_to_ids` in
 * its `data/parse/schema.py`, 2.2).
 */
export function chainFaults({ protein, ligand }: Pair, complex: Complex | undefined): ChainFault[] {
  const faults: ChainFault[] = [];
  const chains = new Map<string, Chain>([
    [protein.id, { kind: "protein", length: protein.sequence.length }],
  ]);
  const add = (id: string, chain: Chain, path: ChainFault["path"]) => {
    if (chains.has(id)) faults.push({ path, message: `chain \`${id}\` is there already` });
    else chains.set(id, chain);
  };
  add(ligand.id, { kind: "ligand", length: 1 }, ["ligand", "id"]);
  for (const [index, entry] of (complex?.sequences ?? []).entries()) {
    for (const kind of kinds) {
      const given: Given | undefined = entry[kind];
      if (given === undefined) continue;
      const path = ["complex", "sequences", index, kind];
      const length = given.sequence?.length ?? 1;
      for (const id of [given.id].flat()) add(id, { kind, length }, [...path, "id"]);
      for (const [at, { position }] of (given.modifications ?? []).entries()) {
        if (position <= length) continue;
        const message = `is beyond the chain's end: it has ${counted(length, "residue")}`;
        faults.push({ path: [...path, "modifications", at, "position"], message });
      }
    }
  }
  for (const [index, constraint] of (complex?.constraints ?? []).entries()) {
    for (const { path, ...named } of namedIn(constraint)) {
      const message = wrongPlace(chains, named);
      if (message !== undefined) {
        faults.push({ path: ["complex", "constraints", index, ...path], message });
      }
    }
  }
  for (const [index, { chain_id, template_id }] of (complex?.templates ?? []).entries()) {
    const ids = [chain_id ?? []].flat();
    const templateIds = [template_id ?? ids].flat();
    if (chain_id !== undefined && templateIds.length !== ids.length) {
      const message = `must be as many as chain_id, which is ${ids.length}`;
      faults.push({ path: ["complex", "templates", index, "template_id"], message });
    }
    for (const id of ids) {
      if (chains.get(id)?.kind === "protein") continue;
      const message = `there is no protein \`${id}\``;
      faults.push({ path: ["complex", "templates", index, "chain_id"], message });
    }
  }
  return faults;
}

interface Named extends Place {
  readonly path: readonly (string | number)[];
}

interface Place {
  readonly chain: string;
  /** A residue, or where `isToken` the name of an atom. Default: the whole chain. */
  readonly place?: number | string;
  /** Whether it is what the model has one token of: a polymer's residue, a ligand's atom. */
  readonly isToken?: boolean;
}

function namedIn(constraint: Constraint): Named[] {
  type Token = readonly [chain: string, place: number | string];
  const token = (path: Named["path"], [chain, place]: Token): Named => ({
    path,
    chain,
    place,
    isToken: true,
  });
  const { bond, contact, pocket } = constraint;
  if (bond !== undefined) {
    return (["atom1", "atom2"] as const).map((name): Named => {
      const [chain, place] = bond[name];
      return { path: ["bond", name], chain, place };
    });
  }
  if (contact !== undefined) {
    const { token1, token2 } = contact;
    return [token(["contact", "token1"], token1), token(["contact", "token2"], token2)];
  }
  if (pocket === undefined) return [];
  const { binder, contacts } = pocket;
  return [
    { path: ["pocket", "binder"], chain: binder },
    ...contacts.map((contact, index) => token(["pocket", "contacts", index], contact)),
  ];
}

function wrongPlace(chains: ReadonlyMap<string, Chain>, { chain: id, place, isToken }: Place) {
  const chain = chains.get(id);
  if (chain === undefined) return `there is no chain \`${id}\``;
  const { kind, length } = chain;
  if (isToken && kind === "ligand" && typeof place === "number") {
    return `chain \`${id}\` is a ligand: name an atom of it, not ${place}`;
  }
  if (kind !== "ligand" && typeof place === "string") {
    return `chain \`${id}\` is no ligand: name a residue of it by its number, not \`${place}\``;
  }
  if (typeof place !== "number" || place <= length) return undefined;
  return `chain \`${id}\` has no residue ${place}: it has ${length}`;
}
