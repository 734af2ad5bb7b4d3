/** What a NIM answers, believed only when it is whole: an answer with one odd number has no result. */
import * as z from "zod";
import { atomsFault } from "../mmcif.ts";

/** JSON has no others; what writes NaN all the same is refused with its answer. */
const numbers = z.array(z.number()).min(1);

/** Figures of structures by Boltz's names, and what the NIM calls their lists, one number a structure. */
const lists = {
  confidence_score: "confidence_scores",
  ptm: "ptm_scores",
  iptm: "iptm_scores",
  ligand_iptm: "ligand_iptm_scores",
  protein_iptm: "protein_iptm_scores",
  complex_plddt: "complex_plddt_scores",
  complex_iplddt: "complex_iplddt_scores",
  complex_pde: "complex_pde_scores",
  complex_ipde: "complex_ipde_scores",
} as const;

type Figure = keyof typeof lists;
const figureNames = Object.keys(lists) as Figure[];

/** Beyond it no logarithm of an IC50 is one, in whatever unit. */
const MOST_DECADES = 30;

/** Lists, of which NVIDIA's own examples read the first: the answer of the ensemble. */
const affinity = z.looseObject({
  affinity_pred_value: numbers,
  affinity_probability_binary: numbers,
  model_1_affinity_pred_value: numbers.nullish(),
  model_1_affinity_probability_binary: numbers.nullish(),
  model_2_affinity_pred_value: numbers.nullish(),
  model_2_affinity_probability_binary: numbers.nullish(),
});

const perStructure = z.array(z.number()).nullish();

const answer = z.object({
  structures: z.array(z.object({ format: z.literal("mmcif"), structure: z.string() })).min(1),
  affinities: z.record(z.string(), affinity),
  confidence_scores: perStructure,
  ptm_scores: perStructure,
  iptm_scores: perStructure,
  ligand_iptm_scores: perStructure,
  protein_iptm_scores: perStructure,
  complex_plddt_scores: perStructure,
  complex_iplddt_scores: perStructure,
  complex_pde_scores: perStructure,
  complex_ipde_scores: perStructure,
});

/** The affinity of the ligand, in the NIM's words. */
export type NimAffinity = z.output<typeof affinity>;

/** Figures of a structure, in Boltz's words; those that the NIM tells. */
export type NimFigures = Partial<Record<Figure, number>>;

/** What was answered. */
export interface NimAnswer {
  /** As many as were asked for, in the NIM's order. */
  readonly structures: readonly { readonly mmcif: string; readonly figures: NimFigures }[];
  readonly affinity: NimAffinity;
}

/** The answer cannot be used; the message ends a sentence, and says what is wrong with it. */
export class NimAnswerError extends Error {
  override readonly name = "NimAnswerError";
}

/**
 * Reads an answer.
 * @param text the body
 * @param expected how many structures were asked for, and the ligand's id
 * @throws NimAnswerError
 */
export function readNimAnswer(
  text: string,
  expected: { readonly structures: number; readonly ligand: string },
): NimAnswer {
  const { data, error } = answer.safeParse(jsonOf(text));
  if (data === undefined) {
    const [issue] = error.issues;
    throw new NimAnswerError(`\`${issue?.path.join(".")}\`: ${issue?.message}`);
  }
  const { length } = data.structures;
  if (length !== expected.structures) {
    throw new NimAnswerError(
      `it has ${length} structures, and ${expected.structures} were asked for`,
    );
  }
  for (const [index, { structure }] of data.structures.entries()) {
    const fault = atomsFault(structure);
    if (fault !== undefined) throw new NimAnswerError(`structure ${index + 1}: ${fault}`);
  }
  const affinity = Object.hasOwn(data.affinities, expected.ligand)
    ? data.affinities[expected.ligand]
    : undefined;
  if (affinity === undefined) {
    throw new NimAnswerError(`it has no affinity of the ligand \`${expected.ligand}\``);
  }
  const {
    affinity_pred_value: [value = 0],
    affinity_probability_binary: [binds = 0],
  } = affinity;
  if (!isProbability(binds)) {
    throw new NimAnswerError("`affinity_probability_binary` is no probability");
  }
  if (Math.abs(value) > MOST_DECADES) {
    throw new NimAnswerError("`affinity_pred_value` is no logarithm of a concentration");
  }
  return {
    structures: data.structures.map(({ structure }, index) => ({
      mmcif: structure,
      figures: figuresOf(data, index, length),
    })),
    affinity,
  };
}

/** The figures of a structure. One beyond its range is in another unit, whichever: it is left out. */
function figuresOf(data: z.output<typeof answer>, index: number, of: number): NimFigures {
  const figures: NimFigures = {};
  for (const name of figureNames) {
    const values = data[lists[name]];
    const value = values?.length === of ? values[index] : undefined;
    if (value === undefined || value < 0) continue;
    if (name.endsWith("pde") || isProbability(value)) figures[name] = value;
  }
  return figures;
}

function isProbability(value: number): boolean {
  return value >= 0 && value <= 1;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NimAnswerError("it is no JSON");
  }
}
