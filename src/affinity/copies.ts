/**
 * Chains of one sequence. Boltz takes them for copies of the first (its `data/parse/schema.py`, 2.2): it
 * fails where their alignments differ, and passes over what else is said of the others without a word.
 */
import type { ChainFault } from "./chain-table.ts";
import type { Complex } from "./complex.ts";

/** A further chain of a request, whatever it is. */
export type FurtherChain = Complex["sequences"][number];

/** What is said of a chain, apart from its id. */
interface Said {
  readonly id: string | readonly string[];
  readonly msa?: string | undefined;
  readonly modifications?: readonly unknown[] | undefined;
  readonly cyclic?: boolean | undefined;
}

/** What two chains have in common if Boltz takes one for a copy of the other. */
function sameness({ protein, dna, rna, ligand }: FurtherChain): string {
  return JSON.stringify(
    [protein, dna, rna].map((chain) => chain?.sequence).concat(ligand?.smiles, ligand?.ccd),
  );
}

function saidOf({ protein, dna, rna, ligand }: FurtherChain): Said {
  return protein ?? dna ?? rna ?? ligand ?? { id: [] };
}

/** Chains with all that are copies of one as its ids, in the order in which Boltz numbers them. */
export function withCopies(chains: readonly FurtherChain[]): FurtherChain[] {
  const firsts = new Map<string, FurtherChain>();
  for (const chain of chains) {
    const key = sameness(chain);
    const first = firsts.get(key);
    const ids = [first ?? [], chain].flat().flatMap((one) => [saidOf(one).id].flat());
    firsts.set(key, first === undefined ? chain : withIds(first, ids));
  }
  return [...firsts.values()];
}

function withIds({ protein, dna, rna, ligand }: FurtherChain, id: string[]): FurtherChain {
  if (protein !== undefined) return { protein: { ...protein, id } };
  if (dna !== undefined) return { dna: { ...dna, id } };
  if (rna !== undefined) return { rna: { ...rna, id } };
  return ligand === undefined ? {} : { ligand: { ...ligand, id } };
}

/**
 * What is said of a chain and otherwise of the one it is a copy of. An alignment may be left out.
 * @param main the protein that the request is about
 */
export function copyFaults(main: FurtherChain, further: readonly FurtherChain[]): ChainFault[] {
  const firsts = new Map([[sameness(main), saidOf(main)]]);
  return further.flatMap((chain, index) => {
    const first = firsts.get(sameness(chain));
    if (first === undefined) firsts.set(sameness(chain), { msa: "empty", ...saidOf(chain) });
    const kind = (["protein", "dna", "rna"] as const).find((name) => chain[name] !== undefined);
    if (first === undefined || kind === undefined) return [];
    const said = saidOf(chain);
    const wrong = [
      ...(said.msa !== undefined && said.msa !== first.msa ? ["msa"] : []),
      ...(textOf(said.modifications ?? []) !== textOf(first.modifications ?? [])
        ? ["modifications"]
        : []),
      ...((said.cyclic ?? false) !== (first.cyclic ?? false) ? ["cyclic"] : []),
    ];
    const message = `must be as of chain \`${[first.id].flat()[0]}\`: Boltz predicts chains of one sequence alike`;
    return wrong.map((field) => ({ path: ["complex", "sequences", index, kind, field], message }));
  });
}

const textOf = JSON.stringify;
