/** The real Boltz with tiny random weights, as `npm run test:boltz` installs it, and a shell's way with it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { makeFolder } from "#src/affinity/boltz/folder.ts";
import { argumentsOf, defaultOptions } from "#src/affinity/boltz/options.ts";

/** The least work that a prediction can be: nearly all of its time is the program's start. */
export const least = {
  recycling_steps: 0,
  sampling_steps: 3,
  sampling_steps_affinity: 3,
  diffusion_samples_affinity: 1,
  seed: 1,
} as const;

/** A short protein. */
export const sequence = "MKTAYIAKQRQISFVKSHFSRQ";

/** Where the program is, or undefined: BOLTZ_TINY, or where `npm run test:boltz` puts it. */
export function tinyBoltz(): string | undefined {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const folder = process.env.BOLTZ_TINY ?? join(cache, "retort/boltz-2.2.1");
  return existsSync(join(folder, "venv/bin/boltz")) ? folder : undefined;
}

/** Where it is, and where its runs may be. */
export interface TinyBoltz {
  /** Folder of the installation. */
  readonly tiny: string;
  readonly folder: string;
}

/** Seconds of `boltz predict`, called once for each ligand as a shell would: with our arguments and input. */
export async function loopOver(
  { tiny, folder }: TinyBoltz,
  ligands: readonly string[],
): Promise<number> {
  const run = await mkdtemp(join(folder, "loop-"));
  const words = argumentsOf(
    {
      ...defaultOptions,
      accelerator: "cpu",
      seed: least.seed,
      recyclingSteps: least.recycling_steps,
      samplingSteps: least.sampling_steps,
      samplingStepsAffinity: least.sampling_steps_affinity,
      diffusionSamplesAffinity: least.diffusion_samples_affinity,
    },
    join(tiny, "cache"),
  );
  const began = clock();
  for (const [i, smiles] of ligands.entries()) {
    const cwd = join(run, String(i));
    const chains = [
      { protein: { id: "A", sequence, msa: "empty" } },
      { ligand: { id: "B", smiles } },
    ] as const;
    await makeFolder(cwd, [{ id: "one", sequences: [...chains], binder: "B" }]);
    const program = spawn(join(tiny, "venv/bin/boltz"), words, { cwd, stdio: "ignore" });
    const [status] = await once(program, "exit");
    if (status !== 0) throw new Error(`boltz ended with status ${status}.`);
  }
  return (clock() - began) / 1000;
}

/** The time of day in ms since 1970, to fractions of them: timed.sh's clock. */
export function clock(): number {
  return performance.timeOrigin + performance.now();
}
