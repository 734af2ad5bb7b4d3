/** Whether the structure that an affinity is read off deserves trust. */
import type { PredictionResult } from "#src/affinity/result.ts";

/** Scores below this are not trusted. The step is ours: below it pLDDT and ipTM both are called low. */
const least = 0.5;

/** What to say of an affinity whose structure the model itself doubts; undefined where it does not. */
export function distrust({
  simulated,
  confidence_score,
  ligand_iptm,
}: Pick<PredictionResult, "simulated" | "confidence_score" | "ligand_iptm">): string | undefined {
  if (simulated) return undefined;
  const scores = [
    ["confidence", confidence_score],
    ["ligand ipTM", ligand_iptm],
  ] as const;
  const low = scores.flatMap(([name, score]) =>
    score !== undefined && score < least ? [`${name} ${score.toFixed(2)}`] : [],
  );
  if (low.length === 0) return undefined;
  return `The model doubts its own structure (${low.join(", ")}): do not trust it, nor the affinity, which is read off it.`;
}
