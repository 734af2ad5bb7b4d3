/** The phases of a prediction, as its job tells them. */
import type { Engine } from "#src/affinity/request.ts";
import type { JobState } from "#src/client/index.ts";

/** One phase, and where the job is. */
export interface Phase {
  readonly name: string;
  /** `failed` and `cancelled`: the job ended so in it. */
  readonly at: "done" | "now" | "next" | "failed" | "cancelled";
}

/** What phases are made out from. */
export interface Told {
  readonly state: JobState;
  /** The last word of the running job; empty before it has run. */
  readonly said: string;
  readonly engine: Engine;
  /** Whether an alignment is asked for elsewhere first. */
  readonly isAligned: boolean;
}

/** Phases by name, with the words that begin them; in their order. */
const ofBoltz: readonly (readonly [name: string, words: RegExp])[] = [
  ["Validated", /^$/],
  ["Waiting", /^$/],
  ["Alignment", /alignment|\bMSA\b/i],
  ["Starting", /^(waiting for its turn$|starting|boltz downloads|reading|loading the structure)/i],
  ["Structure", /^structure/i],
  ["Affinity", /^(loading the affinity|affinity)/i],
  ["Storing", /^(looking for contacts|keeping)/i],
];

const ofOthers: typeof ofBoltz = [
  ["Validated", /^$/],
  ["Waiting", /^$/],
  ["Alignment", /alignment|\bMSA\b/i],
  ["Predicting", /./],
  ["Storing", /^(looking for contacts|keeping)/i],
];

/** The phases in order. What was submitted is validated; each other one is the last that was told. */
export function phasesOf({ state, said, engine, isAligned }: Told): readonly Phase[] {
  const all = (engine === "boltz" ? ofBoltz : ofOthers).filter(
    ([name]) => isAligned || name !== "Alignment",
  );
  const words = said.replace(/^once more, alone \([^)]*\): /i, "");
  const told = all.findLastIndex(([, begins]) => begins.test(words));
  const waiting = all.findIndex(([name]) => name === "Waiting");
  // Work that says nothing known has at least begun.
  const current = said === "" ? waiting : Math.max(waiting + 1, told);
  const isNow = state === "queued" ? waiting : current;
  return all.map(([name], i) => {
    if (state === "completed" || i < isNow) return { name, at: "done" };
    if (i > isNow) return { name, at: "next" };
    return { name, at: state === "failed" || state === "cancelled" ? state : "now" };
  });
}
