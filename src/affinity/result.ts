/** What a prediction answers. What was not computed is absent. */
import * as z from "zod";
import { engines } from "./request.ts";
import { ligandDescriptors } from "./validation.ts";

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
  started_at: z.iso.datetime().optional(),
  finished_at: z.iso.datetime().optional(),
  log: z.string().optional().describe("Link to the log"),
});

/** The part of a result that says how strongly the ligand binds. */
const affinity = z.object({
  affinity_pred_value: z.number().describe("log10 of IC50 in µM; lower binds tighter"),
  affinity_probability_binary: probability.describe("Probability that it binds at all"),
  members: z.array(member).length(2).describe("What the two models of the ensemble say"),
  spread: z.number().min(0).describe("Difference of their two values, in decades"),
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

const contact = z.object({
  kind: z.enum(["hydrogen_bond", "hydrophobic", "salt_bridge", "pi"]),
  residue: z.string().describe("As in `A:ASP25`"),
  distance: z.number().describe("In Å"),
});

/** What a prediction answers. */
export const predictionResult = z.object({
  job_id: z.string(),
  status: z.literal("completed"),
  engine: z.enum(engines),
  simulated: z.literal(true).optional().describe("True of every demonstration, else absent"),
  ...affinity.shape,
  ...confidence.shape,
  structures: z.array(structure),
  ligand: z.object({
    smiles: z.string().describe("As given"),
    canonical_smiles: z.string().describe("What was predicted"),
    descriptors: ligandDescriptors,
  }),
  contacts: z.array(contact).optional().describe("Computed from the structure, or absent"),
  warnings: z.array(z.string()),
  provenance,
});

/** What a prediction answers. */
export type PredictionResult = z.infer<typeof predictionResult>;

/** The part of a result that says how strongly the ligand binds. */
export type Affinity = z.infer<typeof affinity>;
