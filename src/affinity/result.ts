/** What a prediction answers. What was not computed is absent. */
import * as z from "zod";
import { engines } from "./request.ts";
import { ligandDescriptors, moleculeNames } from "./validation.ts";

const probability = z.number().min(0).max(1);

const member = z.object({
  affinity_pred_value: z.number(),
  affinity_probability_binary: probability,
});

const structure = z.object({
  name: z.string().describe("Name of the file"),
  url: z.string().describe("Link to the file, mmCIF"),
  confidence_score: probability.optional(),
});

/** Where a result is from, so that it can be had again. */
const provenance = z.object({
  boltz_version: z.string().optional(),
  argv: z.array(z.string()).optional().describe("The command, as it was run"),
  seed: z.int().optional(),
  input: z.string().optional().describe("Link to the input file"),
  msa: z
    .object({
      source: z.enum(["given", "empty", "server", "cache"]),
      sha256: z.string().optional(),
    })
    .optional(),
  checkpoints: z.record(z.string(), z.string()).optional().describe("SHA-256 by file"),
  device: z.string().optional(),
  company: z
    .int()
    .min(1)
    .optional()
    .describe("Predictions that shared the process and its random numbers, this one included"),
  started_at: z.iso.datetime().optional(),
  finished_at: z.iso.datetime().optional(),
  log: z.string().optional().describe("Link to the log"),
});

/** The part of a result that says how strongly the ligand binds. */
const affinity = z.object({
  affinity_pred_value: z.number().describe("log10 of IC50 in µM; lower binds tighter"),
  affinity_probability_binary: probability.describe("Probability that it binds at all"),
  members: z
    .array(member)
    .length(2)
    .optional()
    .describe("What the two models of the ensemble say, where the engine tells it"),
  affinity_pred_value1: z.number().optional().describe("The first model's, as Boltz names it"),
  affinity_probability_binary1: probability.optional(),
  affinity_pred_value2: z.number().optional().describe("The second model's"),
  affinity_probability_binary2: probability.optional(),
  spread: z.number().min(0).optional().describe("Difference of their two values, in decades"),
  ic50_nm: z.number().describe("10^(affinity_pred_value + 3), in nmol/l"),
  pic50: z.number().describe("6 − affinity_pred_value"),
  delta_g: z.number().describe("−1.364 (6 − affinity_pred_value), in kcal/mol"),
  delta_g_note: z.string().describe("What ΔG is not"),
  binding: z.string().describe("The probability in words"),
});

/** How sure the model is of the structure, each from 0 to 1 but the errors, which are in Å. */
const confidence = z.object({
  confidence_score: probability.optional(),
  ptm: probability.optional(),
  iptm: probability.optional(),
  ligand_iptm: probability.optional(),
  protein_iptm: probability.optional(),
  complex_plddt: probability.optional(),
  complex_iplddt: probability.optional(),
  complex_pde: z.number().min(0).optional(),
  complex_ipde: z.number().min(0).optional(),
});

/** What Mol* counts as a contact, by its own defaults (5.11). Predicted structures have no hydrogens. */
const contact = z.object({
  kind: z
    .enum(["hydrogen_bond", "hydrophobic", "salt_bridge", "pi"])
    .describe(
      "hydrogen_bond: donor and acceptor up to 3.5 Å apart (4.1 Å with sulphur), angles at both within 45° of ideal; " +
        "hydrophobic: carbons bonded to carbon only, or fluorine, up to 4 Å; " +
        "salt_bridge: opposite charges up to 5 Å apart, acids and amines charged as in water and histidine as a cation, hydrogen bonds between them included; " +
        "pi: aromatic rings up to 5.5 Å between centres, offset up to 2 Å, within 30° of parallel or upright; or a ring and a positive charge up to 6 Å, offset up to 2 Å",
    ),
  detail: z
    .enum(["parallel", "t_shaped", "cation"])
    .optional()
    .describe("Of pi: how the rings stand, or that one side is a positive charge"),
  residue: z.string().describe("As in `A:ASP25`: chain, name, place in the sequence from 1"),
  ligand_atoms: z.array(z.string()).min(1).describe("Names of atoms as in the structure"),
  residue_atoms: z.array(z.string()).min(1).describe("Names of atoms as in the structure"),
  distance: z.number().describe("In Å, between the centres of these atoms"),
  angle: z.number().min(0).max(90).optional().describe("In degrees, between two rings' planes"),
  donor: z
    .enum(["ligand", "residue"])
    .optional()
    .describe("Of hydrogen_bond: whose hydrogen it is; where both have one, either"),
});

/** A contact of the ligand with a residue. */
export type Contact = z.infer<typeof contact>;

const chain = z.object({
  id: z.string(),
  kind: z.enum(["protein", "dna", "rna", "ligand"]),
  length: z.int().optional().describe("Residues; absent for a ligand"),
});

/** What a prediction answers. */
export const predictionResult = z
  .object({
    job_id: z.string(),
    status: z.literal("completed"),
    engine: z.enum(engines),
    simulated: z.literal(true).optional().describe("True of every demonstration, else absent"),
    ...affinity.shape,
    ...confidence.shape,
    structures: z.array(structure).describe("The best first"),
    chains: z.array(chain).describe("In the order in which matrices and confidences number them"),
    ligand: z.object({
      smiles: z.string().describe("As given"),
      canonical_smiles: z.string().describe("What was predicted"),
      ...moleculeNames.shape,
      descriptors: ligandDescriptors,
    }),
    contacts: z
      .array(contact)
      .optional()
      .describe(
        "Computed from the best structure; or absent, and the last of the warnings says why",
      ),
    warnings: z.array(z.string()),
    provenance,
  })
  .describe("What was predicted");

/** What a prediction answers. */
export type PredictionResult = z.infer<typeof predictionResult>;

/** The part of a result that says how strongly the ligand binds. */
export type Affinity = z.infer<typeof affinity>;
