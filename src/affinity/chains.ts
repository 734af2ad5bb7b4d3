/** Chains in requests: their ids, the sequences of proteins, the SMILES of ligands. */
import * as z from "zod";
import { textFaults } from "./ligand.ts";
import { mostMsaCharacters } from "./msa.ts";
import { proteinLimits, validateProtein } from "./protein.ts";

/** A chain's id. Boltz fails on longer ones, and drops one of two that are equal. */
export const chainId = z
  .string("must be a chain's id, as `A`")
  .regex(/^[A-Za-z0-9]{1,5}$/, "must be 1 to 5 letters or digits");

/** A protein's sequence: bare letters or FASTA; parsed, it is capitals without blanks. */
export const proteinSequence = z
  .string("must be a sequence")
  .max(proteinLimits.characters, `must be at most ${proteinLimits.characters} characters`)
  .transform((text, context): string => {
    const { sequence, errors } = validateProtein(text);
    for (const { message } of errors) context.addIssue({ code: "custom", message });
    return sequence;
  });

/** SMILES that are worth giving to RDKit, without the blanks around them. */
export const ligandSmiles = z
  .string("must be SMILES")
  .trim()
  .superRefine((text, context) => {
    for (const { message } of textFaults(text)) context.addIssue({ code: "custom", message });
  });

/** An alignment, or the word that there is none. */
export const msaText = z
  .string("must be an alignment in A3M, or `empty`")
  .max(mostMsaCharacters, `must be at most ${mostMsaCharacters} characters`)
  .describe(
    "An alignment in A3M whose first row is the protein, or `empty` for the sequence alone",
  );
