/**
 * Records that share a process: the weights load once for all of them. What one of them breaks costs
 * the others a run of their own, and no more.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { BoltzInput } from "./input.ts";
import { failedAtStart, type Outcome } from "./outcome.ts";
import type { Progress } from "./progress.ts";
import { type Installation, type RunRequest, type RunResult, runBoltz } from "./run.ts";

/** How far a batch is. */
export interface BatchProgress extends Progress {
  /** How many records run once more, alone, and which of them it is now; of the first run, nothing. */
  readonly rerun: { readonly number: number; readonly of: number } | undefined;
}

/** What is run, and how. */
export interface BatchRequest extends Omit<RunRequest, "report" | "timeoutSeconds"> {
  /** Longest that a record may take, in seconds; a run of several may take as many times that. */
  readonly timeoutSeconds: number;
  report?(progress: BatchProgress): void;
}

/** What became of a record, and in which run. */
export interface Settled {
  readonly outcome: Outcome;
  readonly run: RunResult;
}

/**
 * Runs a batch. Whoever was not finished and is not at fault is run once more, alone; after a run that
 * failed before it came to its records nobody is: it would fail for each of them.
 * @param request all of its records with affinity, or all without: Boltz ends at the first without among
 *   the others; its folder is made, with one in it for each run
 * @returns by the records' ids
 * @throws as `runBoltz`
 */
export async function runBatch(
  installation: Installation,
  request: BatchRequest,
): Promise<ReadonlyMap<string, Settled>> {
  const { inputs, folder, timeoutSeconds, report } = request;
  await mkdir(folder);
  const settled = new Map<string, Settled>();

  /** Runs some of the records; whether another run may end better. */
  async function run(some: readonly BoltzInput[], rerun: BatchProgress["rerun"]): Promise<boolean> {
    const result = await runBoltz(installation, {
      ...request,
      inputs: some,
      folder: join(folder, rerun === undefined ? "all" : `alone-${rerun.number}`),
      timeoutSeconds: timeoutSeconds * some.length,
      ...(report && { report: (progress) => report({ ...progress, rerun }) }),
    });
    for (const [id, outcome] of result.outcomes) settled.set(id, { outcome, run: result });
    return !failedAtStart(result.phase, result.exit) && !request.signal?.aborted;
  }

  const goOn = await run(inputs, undefined);
  const left = inputs.filter(({ id }) => mayEndBetter(settled.get(id)!.outcome));
  if (!goOn || inputs.length === 1) return settled;
  for (const [i, input] of left.entries()) {
    if (await run([input], { number: i + 1, of: left.length })) continue;
    // What ended this run would end those after it, too.
    for (const { id } of left.slice(i + 1)) settled.set(id, settled.get(input.id)!);
    break;
  }
  return settled;
}

function mayEndBetter({ state }: Outcome): boolean {
  return state === "out_of_memory" || state === "infrastructure" || state === "timed_out";
}
