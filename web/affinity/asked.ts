/** What a prediction was asked for, in words. */
import { type Engine, engines } from "#src/affinity/request.ts";
import type { Examples, Job } from "#src/client/index.ts";

/** The part of a request that tells it from others. */
export interface Asked {
  readonly sequence: string;
  readonly smiles: string;
  readonly engine: Engine;
  /** Whether an alignment is asked for elsewhere first. */
  readonly isAligned: boolean;
}

/** Longest SMILES that stands for a ligand in a title, characters. */
const longest = 32;

/** What a job's request asks for; undefined where a list left the request out, for its length. */
export function askedOf({ request }: Pick<Job, "request">): Asked | undefined {
  const { protein, ligand, engine, use_msa } = (request ?? {}) as {
    readonly protein?: { readonly sequence?: unknown };
    readonly ligand?: { readonly smiles?: unknown };
    readonly engine?: unknown;
    readonly use_msa?: unknown;
  };
  const sequence = protein?.sequence;
  const smiles = ligand?.smiles;
  if (typeof sequence !== "string" || typeof smiles !== "string") return undefined;
  return {
    sequence,
    smiles,
    engine: engines.find((name) => name === engine) ?? "boltz",
    isAligned: use_msa === true,
  };
}

/** Whether texts of a request, as its alignment, are told by their beginning only: nobody can ask with these. */
export function isCut(request: unknown): boolean {
  if (typeof request === "string") return /… \([\d,]+ characters\)$/.test(request);
  return typeof request === "object" && request !== null && Object.values(request).some(isCut);
}

/** As in `Insulin and Aspirin`; what is no example goes by its length, and by its SMILES. */
export function titleOfAsked({ sequence, smiles }: Asked, examples: Examples | undefined): string {
  const protein = examples?.proteins.find((one) => one.sequence === sequence)?.name;
  const ligand = examples?.ligands.find((one) => one.smiles === smiles)?.name;
  const residues = sequence.length === 1 ? "1 residue" : `${sequence.length} residues`;
  const short = smiles.length > longest ? `${smiles.slice(0, longest - 1)}…` : smiles;
  return `${protein ?? `Protein of ${residues}`} and ${ligand ?? short}`;
}
