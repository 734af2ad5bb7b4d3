/**
 * What may stand beside the protein and its ligand: Boltz's own input schema (its docs/prediction.md,
 * 2.2), with the text of files in place of their paths.
 */
import * as z from "zod";
import { number, whole } from "#src/schema/numbers.ts";
import { chainId, ligandSmiles, msaText, proteinSequence } from "./chains.ts";

const chainIds = z
  .union([chainId, z.array(chainId).min(1).max(20)], "must be a chain's id, or several")
  .describe("Id of the chain, or ids of its copies");

/** A code of the chemical component dictionary. */
const ccd = z
  .string("must be a CCD code")
  .regex(/^[A-Z0-9]{1,5}$/, "must be a CCD code, as ATP or HEM")
  .describe("Code in the PDB's chemical component dictionary");

const modifications = z
  .array(z.strictObject({ position: whole(1, 10_000), ccd }))
  .max(100)
  .describe("Residues that are modified, by their place from 1");

const nucleic = (letters: string, name: string) =>
  z.strictObject({
    id: chainIds,
    sequence: z
      .string("must be a sequence")
      .max(10_000, "must be at most 10000 letters")
      .regex(
        new RegExp(`^[${letters}N]+$`),
        `must be letters of ${name}: ${[...letters].join(", ")}, N`,
      ),
    modifications: modifications.optional(),
    cyclic: z.boolean().optional(),
  });

/** An object with exactly one of its fields. (A union would not say which field of which is wrong.) */
function oneOf<Shape extends Record<string, z.ZodOptional>>(shape: Shape) {
  const names = Object.keys(shape).map((name) => `\`${name}\``);
  return z
    .strictObject(shape)
    .refine((value) => Object.values(value).filter((field) => field !== undefined).length === 1, {
      message: `must have exactly one of ${names.join(", ")}`,
    });
}

const furtherChain = oneOf({
  protein: z
    .strictObject({
      id: chainIds,
      sequence: proteinSequence,
      msa: msaText.optional(),
      modifications: modifications.optional(),
      cyclic: z.boolean().optional(),
    })
    .optional(),
  dna: nucleic("ACGT", "DNA").optional(),
  rna: nucleic("ACGU", "RNA").optional(),
  ligand: z
    .strictObject({ id: chainIds, ccd: ccd.optional(), smiles: ligandSmiles.optional() })
    .refine(({ ccd, smiles }) => (ccd === undefined) !== (smiles === undefined), {
      message: "must have either `ccd` or `smiles`",
    })
    .optional(),
});

const residue = whole(1, 10_000);
const atomName = z.string().regex(/^[A-Z0-9*']{1,4}$/, "must be an atom's name");
const token = z
  .tuple(
    [chainId, z.union([residue, atomName], "must be a residue from 1, or an atom's name")],
    "must be [chain, residue or atom]",
  )
  .describe("A chain, and a residue from 1, or a ligand's atom");
const atom = z
  .tuple([chainId, residue, atomName], "must be [chain, residue, atom]")
  .describe("A chain, a residue from 1, an atom's name");
const distance = number(4, 20).optional().describe("In Å. Default: 6");
const force = z.boolean().optional().describe("Whether a potential enforces it. Default: false");

const constraint = oneOf({
  bond: z.strictObject({ atom1: atom, atom2: atom }).optional(),
  pocket: z
    .strictObject({
      binder: chainId,
      contacts: z.array(token).min(1).max(1000),
      max_distance: distance,
      force,
    })
    .optional(),
  contact: z
    .strictObject({ token1: token, token2: token, max_distance: distance, force })
    .optional(),
});

const template = z
  .strictObject({
    cif: z
      .string("must be the text of an mmCIF file")
      .max(20_000_000, "must be at most 20000000 characters")
      .describe("The text of an mmCIF file"),
    chain_id: chainIds.optional().describe("Proteins that it is a template of. Default: all"),
    template_id: chainIds.optional().describe("Chains of the file, as many. Default: the best"),
    force,
    threshold: number(0.1, 100)
      .optional()
      .describe("In Å: how far the backbone may be from it, with force"),
  })
  .refine(({ force, threshold }) => force !== true || threshold !== undefined, {
    path: ["threshold"],
    message: "is needed with force",
  });

/** Chains, constraints and templates beside the protein and its ligand. */
export const complexFields = z.strictObject({
  sequences: z.array(furtherChain).max(20).default([]).describe("Further chains and cofactors"),
  constraints: z.array(constraint).max(100).default([]).describe("Pockets, contacts and bonds"),
  templates: z.array(template).max(10).default([]).describe("Structures to go by"),
});

/** Chains, constraints and templates beside the protein and its ligand. */
export type Complex = z.output<typeof complexFields>;

/** One constraint. */
export type Constraint = Complex["constraints"][number];
