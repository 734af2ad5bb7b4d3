/**
 * What may stand beside the protein and its ligand: Boltz's own input schema (its docs/prediction.md,
 * 2.2), with the text of files in place of their paths.
 */
import * as z from "zod";
import { number, whole } from "#src/schema/numbers.ts";
import { array, object } from "#src/schema/objects.ts";
import { fileText } from "#src/schema/text.ts";
import { chainId, cofactorSmiles, msaText, sequenceFields, tidied } from "./chains.ts";
import { templateFault } from "./mmcif.ts";

const yesOrNo = z.boolean("must be true or false");

const chainIds = z
  .union([chainId, array(chainId, 1, 20)], "must be a chain's id, or 1 to 20 of them")
  .describe("Id of the chain, or ids of its copies");

/** A code of the chemical component dictionary. */
const ccd = z
  .string("must be a CCD code")
  .regex(/^[A-Z0-9]{1,5}$/, "must be a CCD code, as ATP or HEM")
  .describe("Code in the PDB's chemical component dictionary");

const modifications = array(object({ position: whole(1, 10_000), ccd }), 0, 100).describe(
  "Residues that are modified, by their place from 1",
);

const nucleic = (letters: string, name: string) =>
  object({
    id: chainIds,
    sequence: z
      .string("must be a sequence")
      .max(10_000, "must be at most 10000 letters")
      .regex(
        new RegExp(`^[${letters}N]+$`),
        `must be letters of ${name}: ${[...letters].join(", ")}, N`,
      ),
    modifications: modifications.optional(),
    cyclic: yesOrNo.optional(),
  });

/** An object with exactly one of its fields. (A union would not say which field of which is wrong.) */
function oneOf<Shape extends Record<string, z.ZodOptional>>(shape: Shape) {
  const names = Object.keys(shape).map((name) => `\`${name}\``);
  return object(shape).refine(
    (value) => Object.values(value).filter((field) => field !== undefined).length === 1,
    `must have exactly one of ${names.join(", ")}`,
  );
}

const furtherChain = oneOf({
  protein: object({
    id: chainIds,
    ...sequenceFields,
    msa: msaText.optional(),
    modifications: modifications.optional(),
    cyclic: yesOrNo.optional(),
  })
    .overwrite(tidied)
    .optional(),
  dna: nucleic("ACGT", "DNA").optional(),
  rna: nucleic("ACGU", "RNA").optional(),
  ligand: object({ id: chainIds, ccd: ccd.optional(), smiles: cofactorSmiles.optional() })
    .refine(
      ({ ccd, smiles }) => (ccd === undefined) !== (smiles === undefined),
      "must have either `ccd` or `smiles`",
    )
    .optional(),
});

const residue = whole(1, 10_000);
const atomName = z
  .string("must be an atom's name")
  .regex(/^[A-Z0-9*']{1,4}$/, "must be an atom's name, as `CA`");
const token = z
  .tuple(
    [chainId, z.union([residue, atomName], "must be a residue from 1, or an atom's name")],
    "must be [chain, residue or atom]",
  )
  .describe("A chain, and of a polymer a residue from 1, of a ligand an atom's name");
const atom = z
  .tuple([chainId, residue, atomName], "must be [chain, residue, atom]")
  .describe("A chain, a residue from 1, an atom's name");
const distance = number(4, 20).optional().describe("In Å. Default: 6");
const force = yesOrNo.optional().describe("Whether a potential enforces it. Default: false");

const constraint = oneOf({
  bond: object({ atom1: atom, atom2: atom }).optional(),
  pocket: object({
    binder: chainId,
    contacts: array(token, 1, 1000),
    max_distance: distance,
    force,
  }).optional(),
  contact: object({ token1: token, token2: token, max_distance: distance, force }).optional(),
});

/** Most characters of a template: no body that asks for a prediction can have more. */
const mostTemplateCharacters = 15_000_000;

const template = object({
  cif: fileText("the text of an mmCIF file", mostTemplateCharacters)
    .superRefine((text, context) => {
      const message = templateFault(text);
      if (message !== undefined) context.addIssue({ code: "custom", message });
    })
    .describe("The text of an mmCIF file. The limit of the whole body comes first"),
  chain_id: chainIds.optional().describe("Proteins that it is a template of. Default: all"),
  template_id: chainIds.optional().describe("Chains of the file, as many. Default: the best"),
  force,
  threshold: number(0.1, 100)
    .optional()
    .describe("In Å: how far the backbone may be from it, with force"),
}).refine(({ force, threshold }) => force !== true || threshold !== undefined, {
  path: ["threshold"],
  message: "is needed with force",
});

/** Chains, constraints and templates beside the protein and its ligand. */
export const complexFields = object({
  sequences: array(furtherChain, 0, 20).default([]).describe("Further chains and cofactors"),
  constraints: array(constraint, 0, 100).default([]).describe("Pockets, contacts and bonds"),
  templates: array(template, 0, 10).default([]).describe("Structures to go by"),
});

/** Chains, constraints and templates beside the protein and its ligand. */
export type Complex = z.output<typeof complexFields>;

/** One constraint. */
export type Constraint = Complex["constraints"][number];
