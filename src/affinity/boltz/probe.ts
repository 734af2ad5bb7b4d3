/** What of Boltz is installed on this machine, found by asking it. */
import { execFile } from "node:child_process";
import { open } from "node:fs/promises";
import { promisify } from "node:util";
import * as z from "zod";
import { installAdvice } from "../install-command.ts";
import { argumentsOf, defaultOptions } from "./options.ts";
import type { Command } from "./process.ts";

/** A graphics card that Boltz can compute on. */
export interface Gpu {
  readonly name: string;
  /** Its memory. */
  readonly bytes: number;
}

/** What was found. */
export type Probe =
  | {
      readonly state: "usable";
      /** As `2.2.1`. Unknown where the command is not the script that pip installs. */
      readonly version: string | undefined;
      /** None on a machine that computes on its CPU; unknown as the version. */
      readonly gpus: readonly Gpu[] | undefined;
    }
  | {
      readonly state: "absent" | "unsuitable";
      /** What was found instead, and what to do: for people. */
      readonly says: string;
    };

/** A first start reads PyTorch from the disk. */
const DEADLINE_MS = 120_000;

const run = promisify(execFile);

/**
 * Asks the program what it is, which takes it seconds.
 * @param signal gives up, and rejects
 */
export async function probeBoltz(command: Command, signal?: AbortSignal): Promise<Probe> {
  const ask = asker(command, signal);
  let help: string;
  try {
    help = await ask(...command.words, "predict", "--help");
  } catch (error) {
    signal?.throwIfAborted();
    const name = command.words.join(" ");
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return { state: "absent", says: `There is no ${name} here. Install it: ${installAdvice}` };
    }
    return {
      state: "unsuitable",
      says: `${name} does not start. Its own words: ${wordsOf(error)}`,
    };
  }
  const missing = missingOptions(help);
  if (missing.length > 0) {
    const says = `It has no ${missing.join(", ")}. Install another: ${installAdvice}`;
    return { state: "unsuitable", says };
  }
  const { version, gpus } = await askPython(command, ask).catch(() => {
    signal?.throwIfAborted();
    return { version: undefined, gpus: undefined };
  });
  return { state: "usable", version, gpus };
}

/** Options that we give and a help text does not list. */
export function missingOptions(help: string): readonly string[] {
  const listed = new Set(help.match(/^ +--[\w-]+/gm)?.map((flag) => flag.trim()));
  const everything = {
    affinityMwCorrection: true,
    usePotentials: true,
    accelerator: "cpu",
  } as const;
  const given = argumentsOf({ ...defaultOptions, ...everything, seed: 0 }, "/");
  return given.filter((word) => word.startsWith("--") && !listed.has(word));
}

/**
 * The Python of a console script, by its first lines: `#!/venv/bin/python`, or, where that is too long
 * for the system, `#!/bin/sh` and a line that begins with `'''exec' "/venv/bin/python"`.
 */
export function pythonOf(script: string): string | undefined {
  const [, direct, long] = /^#!\s*(\S+)\n(?:'''exec' "?([^"\n]+?)"? "\$0")?/.exec(script) ?? [];
  return [long, direct].find((path) => path !== undefined && /\bpython[\d.]*$/.test(path));
}

const found = z.object({
  version: z.string(),
  gpus: z.array(z.object({ name: z.string(), bytes: z.number() })),
});

const question = `
import json, torch
from importlib.metadata import version
cards = [torch.cuda.get_device_properties(i) for i in range(torch.cuda.device_count())]
gpus = [{"name": card.name, "bytes": card.total_memory} for card in cards]
print(json.dumps({"version": version("boltz"), "gpus": gpus}))
`;

type Ask = (...words: readonly string[]) => Promise<string>;

/** Boltz does not tell its version; the Python it runs on does. */
async function askPython({ words }: Command, ask: Ask): Promise<z.output<typeof found>> {
  const path = await ask("/bin/sh", "-c", 'command -v "$1"', "sh", words[0]);
  await using file = await open(path.trim());
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
  const python = pythonOf(buffer.toString("utf8", 0, bytesRead));
  if (python === undefined) throw new Error("It is no script of Python.");
  return found.parse(JSON.parse(await ask(python, "-c", question)));
}

function asker({ environment }: Command, signal: AbortSignal | undefined): Ask {
  return async (program, ...args) => {
    const options = { env: environment, timeout: DEADLINE_MS, ...(signal && { signal }) };
    return (await run(program!, args, options)).stdout;
  };
}

/** The last line of what a failed program said. */
function wordsOf(error: unknown): string {
  const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
  return said.slice(said.lastIndexOf("\n") + 1) || String(error);
}
