/** What a machine has that Retort uses and does not bring: other people's programs. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Whoever does not answer by then is stuck. */
const ANSWER_MS = 10_000;

/** Names under which systems have a Chromium. */
const browsers = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/** A program that Retort would use. */
export interface Surrounding {
  readonly name: string;
  /** Where or what it is; undefined where there is none. */
  readonly found: string | undefined;
  /** What its lack means, and how to get it. */
  readonly lack: string;
}

/** Looks around, without starting anything that takes long. */
export async function lookAround(): Promise<Surrounding[]> {
  const [gpu, ...chromia] = await Promise.all([firstGpu(), ...browsers.map(findProgram)]);
  return [
    {
      name: "GPU",
      found: gpu,
      lack: "none that nvidia-smi knows: Boltz computes on the processor, many times as long. Nothing else uses one.",
    },
    {
      name: "Chromium",
      found: chromia.find((path) => path !== undefined),
      lack: "none: `npm test` skips its tests of the page. The server does without.",
    },
  ];
}

/** Where a command is, as the system's shell finds it. */
async function findProgram(command: string): Promise<string | undefined> {
  const asked =
    process.platform === "win32"
      ? run("where.exe", [command])
      : run("sh", ["-c", 'command -v -- "$1"', "sh", command]);
  const [first] = await asked.then(({ stdout }) => stdout.split(/\r?\n/)).catch(() => []);
  return first?.trim() || undefined;
}

async function firstGpu(): Promise<string | undefined> {
  const asked = run("nvidia-smi", ["--query-gpu=name,memory.total", "--format=csv,noheader"], {
    timeout: ANSWER_MS,
  });
  const [first] = await asked.then(({ stdout }) => stdout.split(/\r?\n/)).catch(() => []);
  return first?.trim() || undefined;
}
