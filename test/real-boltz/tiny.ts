/** The real Boltz with tiny random weights, that `run.sh` has made. */
import { spawnSync } from "node:child_process";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import type { Trouble } from "../support/boltz-stand-in.ts";
import { newFolder } from "../support/folder.ts";
import type { Ending } from "../support/last-first.ts";

const folder = process.env.BOLTZ_TINY;
if (folder === undefined) throw new Error("Run these tests by `npm run test:boltz`.");

/** The program. */
export const command = join(folder, "venv/bin/boltz");

/** The folder of its weights, by a name that is the test's own: its processes are known by that. */
export async function ownCache(context: Ending): Promise<string> {
  const cache = join(await newFolder(context), "cache");
  await symlink(join(folder!, "cache"), cache);
  return cache;
}

/** Processes of the program that were given this cache. */
export function running(cache: string): string[] {
  const { stdout } = spawnSync("ps", ["-eo", "stat=,args="], { encoding: "utf8" });
  return stdout.split("\n").filter((line) => line.includes(cache) && !line.startsWith("Z"));
}

/** Variables with which it has that trouble: of the stand-in's kinds those that its injection knows. */
export function withTrouble(trouble: Trouble): Readonly<Record<"PYTHONPATH" | "TROUBLE", string>> {
  return { PYTHONPATH: injection, TROUBLE: JSON.stringify(trouble) };
}

const injection = join(import.meta.dirname, "../support/tiny-boltz/trouble");

/** What makes a prediction the least work. */
export const leastAsked = {
  recycling_steps: 0,
  sampling_steps: 3,
  sampling_steps_affinity: 3,
  diffusion_samples_affinity: 1,
};
