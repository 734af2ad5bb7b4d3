/** The chains of a request, by their ids, and whether all that names a chain names one that is there. */
import type { Complex, Constraint } from "./complex.ts";

/** Something that a request says of a chain and that is not so. */
export interface ChainFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

interface Chain {
  readonly kind: "protein" | "dna" | "rna" | "ligand";
  /** Residues; 1 for a ligand. */
  readonly length: number;
}

/** A further chain, of whatever kind. */
interface Given {
  readonly id: string | readonly string[];
  readonly sequence?: string;
}

/** The protein and the ligand that a request is about. */
export interface Pair {
  readonly protein: { readonly id: string; readonly sequence: string };
  readonly ligand: { readonly id: string };
}

/** Every chain's id twice, every chain or residue that is named and not there. */
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
    for (const kind of ["protein", "dna", "rna", "ligand"] as const) {
      const given: Given | undefined = entry[kind];
      for (const id of [given?.id ?? []].flat()) {
        const chain = { kind, length: given?.sequence?.length ?? 1 };
        add(id, chain, ["complex", "sequences", index, kind, "id"]);
      }
    }
  }
  for (const [index, constraint] of (complex?.constraints ?? []).entries()) {
    for (const { path, chain, residue } of namedIn(constraint)) {
      const message = wrongPlace(chains, chain, residue);
      if (message !== undefined) {
        faults.push({ path: ["complex", "constraints", index, ...path], message });
      }
    }
  }
  for (const [index, { chain_id = [] }] of (complex?.templates ?? []).entries()) {
    for (const id of [chain_id].flat()) {
      if (chains.get(id)?.kind === "protein") continue;
      const message = `there is no protein \`${id}\``;
      faults.push({ path: ["complex", "templates", index, "chain_id"], message });
    }
  }
  return faults;
}

interface Named {
  readonly path: readonly (string | number)[];
  readonly chain: string;
  readonly residue?: number;
}

function namedIn(constraint: Constraint): Named[] {
  const token = (
    path: Named["path"],
    [chain, place]: readonly [string, number | string, ...unknown[]],
  ) => (typeof place === "number" ? { path, chain, residue: place } : { path, chain });
  const { bond, contact, pocket } = constraint;
  if (bond !== undefined) {
    const { atom1, atom2 } = bond;
    return [token(["bond", "atom1"], atom1), token(["bond", "atom2"], atom2)];
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

function wrongPlace(chains: ReadonlyMap<string, Chain>, id: string, residue?: number) {
  const chain = chains.get(id);
  if (chain === undefined) return `there is no chain \`${id}\``;
  if (residue === undefined || residue <= chain.length) return undefined;
  return `chain \`${id}\` has no residue ${residue}: it has ${chain.length}`;
}
