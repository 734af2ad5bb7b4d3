/** What the routes of `/screens` answer. */
import * as z from "zod";
import { wholeText } from "#src/schema/numbers.ts";
import { engines, predictionRequest } from "./request.ts";
import { predictionResult } from "./result.ts";
import { finding, ligandDescriptors } from "./validation.ts";

/** Where a ligand of a screen is in its life. */
export const screenLigandStates = [
  "given",
  "waiting",
  "rejected",
  "duplicate",
  "completed",
  "failed",
] as const;

/** One of them. */
export type ScreenLigandState = (typeof screenLigandStates)[number];

const ligandState = z
  .enum(screenLigandStates, `must be one of ${screenLigandStates.join(", ")}`)
  .describe(
    "given: not looked at yet; waiting: to be predicted; duplicate: the same molecule as another",
  );

const simulated = z
  .literal(true)
  .optional()
  .describe("True of every demonstration, whose numbers are invented; else absent");

const counts = z
  .object({
    given: z.int(),
    waiting: z.int(),
    rejected: z.int(),
    duplicate: z.int(),
    completed: z.int(),
    failed: z.int(),
  })
  .describe("Ligands by their state");

const {
  ligand: _,
  complex: __,
  protein,
  msa: ___,
  engine: ____,
  ...options
} = predictionRequest.shape;

/** A screen. */
export const screen = z
  .object({
    screen_id: z.uuid(),
    name: z.string(),
    protein: z.object({ sequence: z.string(), id: protein.shape.id }),
    options: z
      .object({
        ...options,
        msa: z.enum(["given", "empty"]).optional().describe("Absent where none was given"),
      })
      .describe("Of every prediction; a given alignment is not told again"),
    engine: z.enum(engines),
    simulated,
    ligands: z.int().describe("How many were given"),
    counts,
    job: z
      .object({
        job_id: z.uuid(),
        state: z.enum(["queued", "running", "completed", "failed", "cancelled"]),
        status: z
          .enum(["pending", "running", "completed", "failed", "cancelled"])
          .describe("The state in the word that Atomera has for it"),
        progress: z.number().describe("0 to 100"),
        estimated_completion: z.iso.datetime().nullable().describe("Null while it is unknown"),
        message: z.string(),
        error: z.object({ code: z.string(), message: z.string() }).nullable(),
        created_at: z.iso.datetime(),
        started_at: z.iso.datetime().nullable(),
        finished_at: z.iso.datetime().nullable(),
      })
      .nullable()
      .describe("The one that works on it, or did so last; null once it was deleted for its age"),
    created_at: z.iso.datetime(),
  })
  .describe("The screen");

/** A screen. */
export type Screen = z.infer<typeof screen>;

/** Screens, the newest first. */
export const screenPage = z
  .object({
    screens: z.array(screen),
    next: z.string().nullable().describe("`cursor` of the next page; null at the end"),
  })
  .describe("Screens, the newest first");

/** Screens, the newest first. */
export type ScreenPage = z.infer<typeof screenPage>;

/** One ligand of a screen. What was not computed is absent. */
export const screenLigand = z.object({
  place: z.int().min(1).describe("In the list as it was given, from 1"),
  name: z.string().describe("What its author calls it; empty if nothing"),
  smiles: z.string().optional().describe("As given; of a mol block what RDKit read"),
  canonical_smiles: z.string().optional().describe("What is predicted"),
  state: ligandState,
  same_as: z
    .int()
    .optional()
    .describe("Place of the first that is the same molecule, whose rank and figures these are"),
  reasons: z.array(finding).describe("Why it was rejected, or what is odd about it"),
  descriptors: ligandDescriptors.optional(),
  rank: z.int().min(1).optional().describe("By affinity_pred_value, 1 binds tightest"),
  affinity_pred_value: z.number().optional().describe("log10 of IC50 in µM"),
  affinity_probability_binary: z.number().optional().describe("Probability that it binds at all"),
  ic50_nm: z.number().optional().describe("In nmol/l"),
  pic50: z.number().optional(),
  delta_g: z.number().optional().describe("In kcal/mol, as if IC50 were a Kd, which it is not"),
  spread: z.number().optional().describe("Between the two models of the ensemble, in decades"),
  confidence_score: z.number().optional(),
  engine: z.enum(engines).optional(),
  simulated,
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      retriable: z.boolean().describe("Whether it is tried again when the screen is resumed"),
    })
    .optional()
    .describe("Why it could not be predicted"),
  files: z
    .array(z.object({ name: z.string(), url: z.string() }))
    .optional()
    .describe("The predicted structure, mmCIF; absent if there is none, or none any more"),
});

/** One ligand of a screen. */
export type ScreenLigand = z.infer<typeof screenLigand>;

/** Ligands of a screen, in the order that was asked for. */
export const screenLigandPage = z
  .object({
    ligands: z.array(screenLigand),
    next: z.int().nullable().describe("`after` of the next page; null at the end"),
  })
  .describe("Ligands in the order that was asked for");

/** Ligands of a screen, in the order that was asked for. */
export type ScreenLigandPage = z.infer<typeof screenLigandPage>;

/** Which ligands of a screen, and in which order. */
export const screenLigandQuery = z.strictObject({
  order: z
    .enum(["rank", "place"], "must be rank or place")
    .default("rank")
    .describe("rank: tightest first, those without a figure last; place: as they were given"),
  state: ligandState.optional().describe("Only ligands in this state"),
  after: wholeText(1, 1_000_000).optional().describe("`next` of the page before: a place"),
  limit: wholeText(1, 1000).default(100).describe("Most ligands of a page"),
});

/** One ligand with all that its prediction found. */
export const screenLigandDetail = screenLigand
  .extend({
    result: predictionResult.optional().describe("As a prediction of its own would answer"),
  })
  .describe("The ligand with all that its prediction found");

/** One ligand with all that its prediction found. */
export type ScreenLigandDetail = z.infer<typeof screenLigandDetail>;

/** What a screen's job finds. */
export const screenResult = z.object({
  screen_id: z.uuid(),
  simulated,
  counts,
  best: z
    .array(
      screenLigand.pick({
        rank: true,
        place: true,
        name: true,
        canonical_smiles: true,
        affinity_pred_value: true,
        affinity_probability_binary: true,
        ic50_nm: true,
        pic50: true,
      }),
    )
    .max(20)
    .describe("The 20 that bind tightest"),
});

/** What a screen's job finds. */
export type ScreenResult = z.infer<typeof screenResult>;
