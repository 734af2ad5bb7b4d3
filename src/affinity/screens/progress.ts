/** How far the predictions of a screen are, in words and numbers. */
import type { Attempt } from "#src/jobs/kind.ts";
import { concentrationText } from "../units.ts";

/** The ligand that binds tightest so far. */
export interface BestLigand {
  readonly place: number;
  readonly name: string;
  readonly ic50_nm: number;
}

/** Where a screen stands when its predictions begin. */
export interface Beginning {
  /** Predicted or failed by now. */
  readonly done: number;
  /** The same when all is done. */
  readonly all: number;
  readonly best: BestLigand | undefined;
}

/** Share of a screen's progress that is told while its ligands are read, which takes far less time. */
export const readingShare = 0.05;

/** Adds up what the predictions under way tell. */
export interface PredictionsProgress {
  /** A prediction is so far, does this, and takes so many seconds more if that is known. */
  under(place: number, share: number, message: string, secondsLeft?: number): void;
  /** One is over; what it found, if it found anything. */
  over(place: number, found?: BestLigand): void;
}

/** Begins to tell. */
export function tellPredictions(
  { done: before, all, best: bestBefore }: Beginning,
  report: Attempt<never>["report"],
): PredictionsProgress {
  const shares = new Map<number, number>();
  const secondsLeft = new Map<number, number>();
  const began = performance.now();
  let done = before;
  let best = bestBefore;
  let doing = "";

  function tell(): void {
    const underWay = shares.values().reduce((sum, share) => sum + share, 0);
    const now = done + underWay;
    const seconds = (performance.now() - began) / 1000;
    const left = done > before ? (seconds / (now - before)) * (all - now) : firstLeft(seconds);
    report(
      readingShare + (1 - readingShare) * (now / all),
      [counted(done, all), bestText(best), doing].filter(Boolean).join(" · "),
      left,
    );
  }

  /**
   * Before one of them is over the pace is the engine's word: their shares tell none, because the first
   * wait for the program's start. All others take as long as those of which it says something.
   */
  function firstLeft(seconds: number): number | undefined {
    if (secondsLeft.size === 0) return undefined;
    const longest = Math.max(...secondsLeft.values());
    return ((seconds + longest) / secondsLeft.size) * (all - before) - seconds;
  }
  tell();

  return {
    under(place, share, message, left) {
      shares.set(place, share);
      if (left === undefined) secondsLeft.delete(place);
      else secondsLeft.set(place, left);
      doing = message;
      tell();
    },
    over(place, found) {
      shares.delete(place);
      secondsLeft.delete(place);
      if (shares.size === 0) doing = "";
      done++;
      if (found !== undefined && !(best !== undefined && best.ic50_nm <= found.ic50_nm))
        best = found;
      tell();
    },
  };
}

function counted(done: number, all: number): string {
  return `${done} of ${all} predicted`;
}

function bestText(best: BestLigand | undefined): string {
  if (best === undefined) return "";
  const { place, name, ic50_nm } = best;
  return `best ${concentrationText(ic50_nm)} (${name || `ligand ${place}`})`;
}
