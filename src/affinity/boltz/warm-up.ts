/** The first download of Boltz's weights: two at the same time would spoil each other's. */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LockedError, takeLock } from "#src/storage/lock.ts";
import { defaultOptions } from "./options.ts";
import { type Installation, runBoltz } from "./run.ts";
import { lookAtWeights, molecules, type Weight } from "./weights.ts";

/** The weights are not there, and could not be had. */
export class WeightsError extends Error {
  override readonly name = "WeightsError";
}

/** Pause before the lock is tried again, in milliseconds. */
const PAUSE_MS = 200;

/**
 * Sees to it that all weights are there: at once when they are, after their download otherwise, which
 * is Boltz's own, begun by one process of this machine while the others wait. One that breaks off, or
 * is called off, is begun anew by whoever comes next; what others left cut short is theirs to delete.
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
    const { exit } = await runBoltz(installation, { ...request, ...(signal && { signal }) });
    if (exit.status !== 0) await removeUnfinished(cache, before);
    signal?.throwIfAborted();
    refuse(faultsIn(await lookAtWeights(cache)));
  } finally {
    await rm(folder, { recursive: true, force: true });
    await lock.release();
  }
}

/** Of what was not there before, removes what a broken download left: Boltz would take it for whole. */
async function removeUnfinished(cache: string, before: readonly Weight[]): Promise<void> {
  const isOurs = new Set(before.filter(({ state }) => state === "missing").map(({ name }) => name));
  for (const { name, state } of await lookAtWeights(cache)) {
    // Of a folder nobody can tell whether all of it is there.
    const isWhole = state === "whole" && name !== molecules;
    if (isOurs.has(name) && !isWhole) await rm(join(cache, name), { recursive: true, force: true });
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
