/** What is said of a protein or a ligand before anything runs: `POST /validate/protein`, `/ligand`. */
import * as z from "zod";

/** One thing that is wrong with a text, or worth knowing about it. */
export const finding = z.object({
  message: z.string().describe("A sentence"),
  position: z
    .int()
    .min(0)
    .optional()
    .describe("Index of the character at fault in the text as given, from 0"),
});

/** One thing that is wrong with a text, or worth knowing about it. */
export type Finding = z.infer<typeof finding>;

const warnings = z.array(finding).describe("What is odd, but can be predicted");
const errors = z.array(finding).describe("Why it cannot be predicted; empty if it can");
const message = z.string().describe("The whole answer in a sentence or two");

/** What is said of a protein. */
export const proteinValidation = z
  .object({
    valid: z.boolean(),
    sequence: z.string().describe("The sequence as it would be predicted: capitals without blanks"),
    length: z.int().describe("Residues"),
    message,
    warnings,
    errors,
  })
  .describe("What is said of the protein");

/** What is said of a protein. */
export type ProteinValidation = z.infer<typeof proteinValidation>;

/** What RDKit computes of a molecule. Donors and acceptors are counted as Lipinski did. */
export const ligandDescriptors = z.object({
  mw: z.number().describe("Average molecular weight in g/mol"),
  clogp: z.number().describe("log P by Crippen's atom contributions"),
  tpsa: z.number().describe("Topological polar surface area in Å², nitrogen and oxygen only"),
  hbd: z.int().describe("Hydrogen bond donors: N–H and O–H bonds"),
  hba: z.int().describe("Hydrogen bond acceptors: nitrogen and oxygen atoms"),
  rotatable_bonds: z.int().describe("Rotatable bonds, amides' C–N excepted"),
  rings: z.int().describe("Rings of the smallest set"),
  heavy_atoms: z.int().describe("Atoms other than hydrogen"),
  formal_charge: z.int().describe("Sum of the atoms' formal charges"),
  rule_of_five_violations: z
    .array(z.string())
    .describe("Which of Lipinski's four rules are broken"),
});

/** What RDKit computes of a molecule. */
export type LigandDescriptors = z.infer<typeof ligandDescriptors>;

const smiles = z
  .string()
  .describe(
    "The SMILES as given, at most its first 500 characters; of a good mol block its SMILES",
  );

/** Other names of the molecule. */
export const moleculeNames = z.object({
  inchi_key: z.string().optional().describe("InChIKey; absent where InChI has none"),
  formula: z.string().describe("In Hill's order, with the charge"),
});

const goodLigand = z.object({
  valid: z.literal(true),
  smiles,
  canonical_smiles: z.string().describe("RDKit's canonical SMILES of what would be predicted"),
  ...moleculeNames.shape,
  message,
  warnings,
  errors: z.array(finding).length(0),
  descriptors: ligandDescriptors,
  svg: z.string().optional().describe("A drawing; absent where none was asked for"),
});

const badLigand = z.object({
  valid: z.literal(false),
  smiles,
  message,
  warnings,
  errors,
});

/** What is said of a ligand. Of a refused one nothing is computed. */
export const ligandValidation = z
  .discriminatedUnion("valid", [goodLigand, badLigand])
  .describe("What is said of the ligand");

/** What is said of a ligand. */
export type LigandValidation = z.infer<typeof ligandValidation>;

/** What is said of a ligand that can be predicted. */
export type GoodLigand = z.infer<typeof goodLigand>;

/** What is said of a ligand that cannot. */
export type BadLigand = z.infer<typeof badLigand>;
