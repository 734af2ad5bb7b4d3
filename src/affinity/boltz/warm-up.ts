/** The first download of Boltz's weights: two at the same time would spoil each other's. */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LockedError, takeLock } from "#src/storage/lock.ts";
import { defaultOptions } from "./options.ts";
import { type Installation, runBoltz } from "./run.ts";
import { lookAtWeights, type Weight } from "./weights.ts";

/** The weights are not there, and could not be had. */
export class WeightsError extends Error {
  override readonly name = "WeightsError";
}

/** Pause before the lock is tried again, in milliseconds. */
const PAUSE_MS = 200;

/**
 * Sees to it that all weights are there: at once when they are, after their download otherwise, which
 * is Boltz's own, begun by one process of this machine while the others wait.
 * @param folder of the download's run: it must not exist, and is gone afterwards
 * @throws WeightsError naming what is missing or cut short; the signal's reason when it aborts
 */
export async function warmUp(
  installation: Installation,
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  const { cache } = installation;
  if (faultsIn(await lookAtWeights(cache)).length === 0) return;
  await mkdir(cache, { recursive: true });
  const lock = await waitForLock(join(cache, "retort"), signal);
  try {
    const before = await lookAtWeights(cache);
    refuse(before.filter(({ state }) => state === "cut_short"));
    if (faultsIn(before).length === 0) return;
    // Without a record Boltz downloads and ends.
    const options = { ...defaultOptions, accelerator: "cpu", seed: 0 } as const;
    const request = { inputs: [], options, folder, timeoutSeconds: 24 * 3600 };
    await runBoltz(installation, { ...request, ...(signal && { signal }) });
    signal?.throwIfAborted();
    refuse(faultsIn(await lookAtWeights(cache)));
  } finally {
    await rm(folder, { recursive: true, force: true });
    await lock.release();
  }
}

function faultsIn(weights: readonly Weight[]): readonly Weight[] {
  return weights.filter(({ state }) => state !== "whole");
}

function refuse(weights: readonly Weight[]): void {
  if (weights.length === 0) return;
  const faults = weights.map(({ name, state }) =>
    state === "missing" ? `${name} is missing` : `${name} is cut short: delete it`,
  );
  throw new WeightsError(`Boltz's weights are not all there: ${faults.join(", ")}.`);
}

async function waitForLock(folder: string, signal: AbortSignal | undefined) {
  for (;;) {
    try {
      return await takeLock(folder);
    } catch (error) {
      if (!(error instanceof LockedError)) throw error;
    }
    await sleep(PAUSE_MS, undefined, { signal });
  }
}
