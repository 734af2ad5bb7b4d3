/** Chains in requests: their ids, the sequences of proteins, the SMILES of ligands. */
import * as z from "zod";
import { array } from "#src/schema/objects.ts";
import { fileText, line } from "#src/schema/text.ts";
import { isMolBlock, textFaults } from "./ligand.ts";
import { mostMsaCharacters } from "./msa.ts";
import { proteinLimits, validateProtein } from "./protein.ts";

/** A chain's id. Boltz fails on longer ones, and drops one of two that are equal. */
export const chainId = z
  .string("must be a chain's id, as `A`")
  .regex(/^[A-Za-z0-9]{1,5}$/, "must be 1 to 5 letters or digits");

/** The fields of a protein in which its sequence is: bare letters or FASTA, until it is `tidied`. */
export const sequenceFields = {
  sequence: z
    .string("must be a sequence")
    .max(proteinLimits.characters, {
      error: `must be at most ${proteinLimits.characters} characters`,
      abort: true,
    })
    .superRefine((text, context) => {
      for (const { message } of validateProtein(text).errors) {
        context.addIssue({ code: "custom", message, continue: false });
      }
    })
    .describe("Letters of amino acids, or FASTA with one record"),
  notes: array(line(1, 300), 0, 20)
    .optional()
    .describe("What was put right in the sequence: the server says it, and results repeat it"),
};

/** A protein whose sequence is capitals without blanks; what had to be put right for it is noted. */
export function tidied<Protein extends SequenceFields>(protein: Protein): Protein {
  const { sequence, warnings } = validateProtein(protein.sequence);
  const still = new Set(warningsOf(sequence));
  const notes = [
    ...(protein.notes ?? []),
    ...warnings.map(({ message }) => message).filter((message) => !still.has(message)),
  ];
  return { ...protein, sequence, ...(notes.length > 0 && { notes }) };
}

interface SequenceFields {
  readonly sequence: string;
  readonly notes?: string[] | undefined;
}

/** What is odd about a protein that is `tidied`, and what was put right before. */
export function oddities({ sequence, notes = [] }: SequenceFields): string[] {
  return [...notes, ...warningsOf(sequence)];
}

function warningsOf(sequence: string): string[] {
  return validateProtein(sequence).warnings.map(({ message }) => message);
}

/** SMILES that are worth giving to RDKit, without the blanks around them. */
export const ligandSmiles = z
  .string("must be SMILES")
  .trim()
  .superRefine((text, context) => {
    for (const { message } of textFaults(text)) context.addIssue({ code: "custom", message });
  });

/** The SMILES of a cofactor. Boltz itself reads it, and takes all of it for one residue. */
export const cofactorSmiles = ligandSmiles
  .refine((text) => !isMolBlock(text), "must be SMILES: a mol block is taken of the ligand only")
  .refine(
    (text) => isMolBlock(text) || !text.includes("."),
    "must be one molecule, written without `.`; an ion is a chain of its own, by its CCD code, as `NA`",
  );

/** An alignment, or the word that there is none. */
export const msaText = fileText("an alignment in A3M, or `empty`", mostMsaCharacters).describe(
  "An alignment in A3M whose first row is the protein, or `empty` for the sequence alone. The limit " +
    "of the whole body comes first",
);
