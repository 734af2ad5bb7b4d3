/** Looks for Boltz until there is one: who installs it need not start the worker again. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Probe, probeBoltz } from "./probe.ts";
import type { Command } from "./process.ts";

/** What Boltz computes on, as it is configured: `auto` is a GPU where there is one. */
export type WantedAccelerator = "auto" | "gpu" | "cpu";

/** How it is looked for. */
export interface LookOptions {
  readonly command: Command;
  readonly accelerator: WantedAccelerator;
  /** Ends it, with its reason. */
  readonly signal: AbortSignal;
  /** Least time from one look to the next, in milliseconds. Default: 30 s. */
  readonly pauseMs?: number | undefined;
  /** Told what each look has found. */
  found(probe: Probe): void;
}

const PAUSE_MS = 30_000;
/** One that is there and does not work takes seconds to say so: the pause is so many times as long. */
const PAUSES = 10;

/**
 * Looks at once, and then now and then, until a Boltz that can be used is found.
 * @throws the signal's reason
 */
export async function lookForBoltz({
  command,
  accelerator,
  signal,
  pauseMs = PAUSE_MS,
  found,
}: LookOptions): Promise<void> {
  for (;;) {
    const began = performance.now();
    const probe = suited(await probeBoltz(command, signal), accelerator);
    found(probe);
    if (probe.state === "usable") return;
    const took = performance.now() - began;
    await sleep(Math.max(pauseMs, PAUSES * took), undefined, { signal, ref: false });
  }
}

/** What is found, unless it has not the GPU that it is to compute on. */
export function suited(probe: Probe, accelerator: WantedAccelerator): Probe {
  if (accelerator !== "gpu" || probe.state !== "usable" || probe.gpus?.length !== 0) return probe;
  const says =
    "It is to compute on a GPU (BOLTZ_ACCELERATOR), and its PyTorch finds none that it can use.";
  return { state: "unsuitable", says };
}
