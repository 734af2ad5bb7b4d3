/**
 * How a run ended for each of its records. Boltz's exit status says nothing of a record: it is 0 when
 * every input failed, and 1 when one record took the others' affinity with it.
 */
import type { Log, Phase } from "./log.ts";
import { BrokenResultError, type Expected, type Prediction, readPrediction } from "./prediction.ts";
import type { Exit } from "./process.ts";

/** How a run ended for a record. */
export type Outcome =
  | { readonly state: "completed"; readonly prediction: Prediction }
  | {
      /** Never tried again. */
      readonly state: "input_at_fault";
      /** Boltz's own words. */
      readonly words: string;
    }
  | {
      /** In a run of several, any of them may have needed too much. Alone, it was this one. */
      readonly state: "out_of_memory";
    }
  | {
      /** The program, its machine or its weights failed, or another record took this one with it. */
      readonly state: "infrastructure";
      /** What is known of the reason, for the operator. */
      readonly reason: string;
    }
  | { readonly state: "timed_out" | "cancelled" };

/** Why we ended a run; one that is stuck tries one record again and again. */
export type Stop = "timed_out" | "cancelled" | "stuck";

/** What is known of a run that is over. */
export interface Ending {
  readonly folder: string;
  readonly exit: Exit;
  readonly log: Log;
  /** Why we ended it, if it was us. */
  readonly stopped: Stop | undefined;
}

/** Python's words for what the system refuses, as a full disk does: no input is at fault. */
const systemError = /\[Errno \d+\]/;

/** Says how a run ended for a record. What was finished counts, however the run ended. */
export async function outcomeOf(ending: Ending, record: Expected): Promise<Outcome> {
  const words = ending.log.faults.get(record.id);
  try {
    const prediction = await readPrediction(ending.folder, record);
    if (prediction) return { state: "completed", prediction };
  } catch (error) {
    if (!(error instanceof BrokenResultError)) throw error;
    // A run that was stopped leaves files that are cut short.
    if (ending.stopped === undefined && ending.exit.signal === undefined) {
      return { state: "infrastructure", reason: `${error.message} ${String(error.cause)}` };
    }
  }
  if (words !== undefined) return outcomeOfFault(words);
  if (ending.stopped === "stuck") {
    return { state: "infrastructure", reason: "Boltz tried another record without end." };
  }
  if (ending.stopped !== undefined) return { state: ending.stopped };
  if (ranOutOfMemory(ending)) return { state: "out_of_memory" };
  return { state: "infrastructure", reason: reasonOf(ending) };
}

/** How a record ends that Boltz said it could not use. */
export function outcomeOfFault(
  words: string,
): Outcome & { state: "input_at_fault" | "infrastructure" } {
  return systemError.test(words)
    ? { state: "infrastructure", reason: words }
    : { state: "input_at_fault", words };
}

/**
 * Whether a run failed before it came to its records, so that it would fail for each of them. One that
 * was killed while it read them may have died of any.
 * @param phase the furthest that it came
 */
export function failedAtStart(phase: Phase, exit: Exit): boolean {
  if (phase === "reading" && exit.signal !== undefined) return false;
  return exit.status !== 0 && phase !== "structure" && !phase.endsWith("affinity");
}

/** A Linux that has no memory left kills what takes most, and leaves no other word. */
function ranOutOfMemory({ exit, log }: Ending): boolean {
  return log.outOfMemory || exit.signal === "SIGKILL";
}

function reasonOf({ exit, log }: Ending): string {
  if (exit.signal !== undefined) return `Boltz was ended by ${exit.signal} (${log.phase}).`;
  if (exit.status === 126 || exit.status === 127) return "The program cannot be run.";
  if (exit.status === 0) return "Boltz ended well, and left no result of this record.";
  return `Boltz ended with status ${exit.status} (${log.phase}): ${log.lastError ?? "it said nothing"}`;
}
