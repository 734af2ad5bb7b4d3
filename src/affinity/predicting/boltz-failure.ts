/** Why Boltz has no result, for whoever asked: what was wrong, and what would be right. */
import { JobFailure } from "#src/jobs/failure.ts";
import type { Outcome } from "../boltz/outcome.ts";
import type { Gpu } from "../boltz/probe.ts";
import { residuesWithin } from "../memory.ts";
import { withoutFolders } from "./log-text.ts";

/** What is known of a failed record besides how it ended. */
export interface FailureContext {
  /** Whether its run failed before it came to any record. */
  readonly atStart: boolean;
  /** What it was predicted on; none on a CPU. */
  readonly gpu: Gpu | undefined;
  /** Residues of all its chains. */
  readonly residues: number;
  /** Longest that it may take, in seconds. */
  readonly timeoutSeconds: number;
}

/** A record that was called off, because its job was. */
export type FailedOutcome = Exclude<Outcome, { state: "completed" }>;

/**
 * The failure of a record. Its code is `input_at_fault`, `out_of_memory`, `timed_out`, `cancelled` or
 * `boltz_failed`; only the last is worth another try.
 */
export function failureOfRecord(outcome: FailedOutcome, context: FailureContext): JobFailure {
  const { atStart: at_start } = context;
  switch (outcome.state) {
    case "input_at_fault":
      return new JobFailure(
        "input_at_fault",
        `Boltz cannot use this input: ${withoutFolders(outcome.words)}.`,
      );
    case "out_of_memory":
      if (at_start)
        return new JobFailure("boltz_failed", noRoom, { retry: true, detail: { at_start } });
      return new JobFailure("out_of_memory", tooLarge(context));
    case "timed_out":
      return new JobFailure(
        "timed_out",
        `Boltz did not finish within ${context.timeoutSeconds} s (BOLTZ_TIMEOUT). Fewer sampling steps or samples, or a shorter protein, take less time.`,
      );
    case "cancelled":
      return new JobFailure("cancelled", "The prediction was called off.", { retry: true });
    case "infrastructure":
      return new JobFailure("boltz_failed", withoutFolders(outcome.reason), {
        retry: true,
        detail: { at_start },
      });
  }
}

const noRoom =
  "The memory ran out before Boltz came to any complex: there is too little for the program and its weights, or others have taken it.";

function tooLarge({ gpu, residues }: FailureContext): string {
  const needs = `The memory ran out, also when this complex of ${residues} residues was predicted alone.`;
  if (gpu === undefined) {
    return `${needs} Fewer residues, or a machine with more memory, would do.`;
  }
  const gigabytes = Math.round(gpu.bytes / 1e9);
  return `${needs} The ${gpu.name} has ${gigabytes} GB, which hold about ${residuesWithin(gpu.bytes)} residues, going by 24 GB for 1300.`;
}
