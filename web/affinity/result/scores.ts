/** What each score of confidence is, and what its values are usually taken for. */
import type { PredictionResult } from "#src/affinity/result.ts";
import { fixed } from "../../plot/axis.ts";

/** The scores of one structure, as a result has them of its best. */
export type Scores = Partial<Pick<PredictionResult, ScoreName>>;

/** The names of scores. */
export type ScoreName =
  | "confidence_score"
  | "ptm"
  | "iptm"
  | "ligand_iptm"
  | "protein_iptm"
  | "complex_plddt"
  | "complex_iplddt"
  | "complex_pde"
  | "complex_ipde";

/** A score. */
export interface Score {
  readonly name: ScoreName;
  readonly title: string;
  readonly meaning: string;
  /**
   * Å of an expected error, which is better when it is lower. Others go from 0 to 1; pLDDT is shown in
   * per cent, as it is along the chains.
   */
  readonly unit: "" | "Å" | "of 100";
}

/** The scores in the order in which they are shown (Boltz, docs/prediction.md). */
export const scores: readonly Score[] = [
  {
    name: "confidence_score",
    title: "Confidence",
    meaning: "the whole: 0.8 pLDDT / 100 + 0.2 ipTM; structures are ranked by it",
    unit: "",
  },
  { name: "ptm", title: "pTM", meaning: "the fold of the whole complex", unit: "" },
  { name: "iptm", title: "ipTM", meaning: "how chains lie to one another", unit: "" },
  { name: "ligand_iptm", title: "Ligand ipTM", meaning: "how ligand and protein lie", unit: "" },
  { name: "protein_iptm", title: "Protein ipTM", meaning: "how proteins lie", unit: "" },
  {
    name: "complex_plddt",
    title: "pLDDT",
    meaning: "places of neighbours, mean; from 0 to 100",
    unit: "of 100",
  },
  {
    name: "complex_iplddt",
    title: "Interface pLDDT",
    meaning: "the same, where chains meet counted more",
    unit: "of 100",
  },
  { name: "complex_pde", title: "PDE", meaning: "expected error of distances, mean", unit: "Å" },
  {
    name: "complex_ipde",
    title: "Interface PDE",
    meaning: "the same between chains that meet",
    unit: "Å",
  },
];

/** A score's value with its unit; a mean over pairs is none where there are no pairs. */
export function scoreValue({ name, unit }: Score, value: number): string {
  if (hasNoPairs(name, value)) return "–";
  if (unit === "of 100") return fixed(100 * value, 1);
  return unit === "Å" ? `${fixed(value, 2)} Å` : fixed(value, 2);
}

/** Boltz has 0 where no pair of tokens of two chains is near enough to count (docs/prediction.md). */
function hasNoPairs(name: ScoreName, value: number): boolean {
  return name === "complex_ipde" && value === 0;
}

/** A score in words. Steps of pTM's kind are those of EMBL-EBI's AlphaFold course; those of Å are ours. */
export function scoreInWords({ name, unit }: Score, value: number): string {
  if (hasNoPairs(name, value)) return "no contact between chains";
  if (unit === "Å") {
    if (value < 1) return "small";
    return value < 4 ? "middling" : "large";
  }
  if (name === "ptm") return value > 0.5 ? "the fold is likely right" : "the fold is likely wrong";
  if (name.endsWith("iptm")) {
    if (value > 0.8) return "likely right";
    return value >= 0.6 ? "a grey zone" : "likely wrong";
  }
  if (value >= 0.9) return "very high";
  if (value >= 0.7) return "confident";
  return value >= 0.5 ? "low" : "very low";
}

/** The scores of a structure's own file; what is no number is left out. */
export function readScores(text: string): Scores {
  const found = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const known = scores.flatMap(({ name }) =>
    typeof found[name] === "number" ? [[name, found[name]]] : [],
  );
  return Object.fromEntries(known) as Scores;
}
