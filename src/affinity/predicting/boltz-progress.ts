/** How far Boltz is, for one of the predictions that share its process: in words, and as a share. */
import type { BatchProgress } from "../boltz/batch.ts";
import type { Phase } from "../boltz/log.ts";
import { counted } from "../sentence.ts";

/** What is told of it. */
export interface ToldProgress {
  /** 0 … 1 */
  readonly share: number;
  readonly message: string;
  readonly secondsLeft: number | undefined;
}

/** What a start takes of the whole: little of a real prediction's time, and never nothing. */
const START = 0.05;

/** Tells how far a run is. */
export function progressOf({
  phase,
  structures,
  affinities,
  of,
  fraction,
  secondsLeft,
  rerun,
}: BatchProgress): ToldProgress {
  const inWords = phaseInWords(phase, { structures, affinities, of });
  const again = rerun && `Once more, alone (${rerun.number} of ${rerun.of}): `;
  return {
    share: hasBegun(phase) ? START + (1 - START) * fraction : START / 2,
    message: `${again ?? ""}${again ? inWords.toLowerCase() : inWords}`,
    secondsLeft,
  };
}

function hasBegun(phase: Phase): boolean {
  return phase === "structure" || phase.endsWith("affinity");
}

function phaseInWords(
  phase: Phase,
  { structures, affinities, of }: Pick<BatchProgress, "structures" | "affinities" | "of">,
): string {
  switch (phase) {
    case "starting":
      return "Starting Boltz";
    case "downloading":
      return "Boltz downloads its weights";
    case "reading":
      return `Reading ${counted(of, "input")}`;
    case "loading":
      return "Loading the structure's weights";
    case "structure":
      return of === 1 ? "Structure" : `Structure ${Math.min(structures + 1, of)} of ${of}`;
    case "loading_affinity":
      return "Loading the affinity's weights";
    case "affinity":
      return of === 1 ? "Affinity" : `Affinity ${Math.min(affinities + 1, of)} of ${of}`;
  }
}
