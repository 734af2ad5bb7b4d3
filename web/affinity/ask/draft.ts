/** What is about to be asked, as it was typed. */
import { isMolBlock } from "#src/affinity/ligand.ts";
import { type LigandEntry, LigandListError, parseLigandList } from "#src/affinity/ligand-list.ts";
import type { Engine } from "#src/affinity/request.ts";

/** Options that are numbers, in the order of the form. */
export const numberOptions = [
  "seed",
  "diffusion_samples",
  "sampling_steps",
  "recycling_steps",
  "diffusion_samples_affinity",
  "sampling_steps_affinity",
  "confidence_threshold",
] as const;

/** Options that are set or not. */
export const flagOptions = ["affinity_mw_correction", "use_potentials"] as const;

export type NumberOption = (typeof numberOptions)[number];
export type FlagOption = (typeof flagOptions)[number];

/** Where the protein's alignment is from: there is none, it is given, a server is asked for it. */
export type MsaChoice = "none" | "given" | "server";

/** The form as it stands. */
export interface Draft {
  /** Letters or FASTA. */
  readonly protein: string;
  /** SMILES, what follows a blank is its name; or a mol block. */
  readonly ligand: string;
  readonly engine: Engine;
  readonly msa: MsaChoice;
  /** The alignment that is given. */
  readonly a3m: string;
  /** As typed; one that is empty has its default. */
  readonly numbers: Readonly<Partial<Record<NumberOption, string>>>;
  readonly flags: Readonly<Partial<Record<FlagOption, boolean>>>;
}

/** An empty form. */
export const emptyDraft: Draft = {
  protein: "",
  ligand: "",
  engine: "boltz",
  msa: "none",
  a3m: "",
  numbers: {},
  flags: {},
};

/** The ligands that are written: none, one, or too many for a prediction. */
export function ligandsOf(text: string): readonly LigandEntry[] {
  try {
    return parseLigandList(text, isMolBlock(text) ? "sdf" : "smiles");
  } catch (error) {
    if (!(error instanceof LigandListError)) throw error;
    const structure = text.trim();
    return structure === "" ? [] : [{ structure, line: 1 }];
  }
}
