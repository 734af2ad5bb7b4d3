/** What a run of Boltz leaves for its driver to go by: in this one program is held against another. */
import { readdir, readFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { predictionFiles } from "#src/affinity/boltz/folder.ts";
import { openLog } from "#src/affinity/boltz/log.ts";
import type { Outcome } from "#src/affinity/boltz/outcome.ts";
import type { RunResult } from "#src/affinity/boltz/run.ts";
import { openNpz } from "#src/arrays/npz-reader.ts";
import { bytesSource } from "#src/arrays/source.ts";

/** A run without what differs from one to the next: times, figures, folders. */
export async function traceOf({ outcomes, phase, exit, log }: RunResult) {
  const text = await readFile(log, "utf8");
  const records = [...outcomes].map(async ([id, outcome]) => {
    const folder = dirname(predictionFiles(dirname(log), id, 1).affinity);
    return [id, { ...endOf(outcome), files: await filesIn(folder) }] as const;
  });
  return {
    phase,
    exit,
    said: sentencesIn(text),
    lastError: lastErrorIn(text),
    records: Object.fromEntries(await Promise.all(records)),
  };
}

/** How a record ended; Boltz's words on it where they are told to whoever asked. */
function endOf(outcome: Outcome) {
  const { state } = outcome;
  return state === "input_at_fault" ? { state, words: outcome.words } : { state };
}

/** Each ends before other text may follow: both streams are in the log, and either can break in. */
const sentences = [
  "Checking input data(?: for affinity)?\\.",
  "Downloading the",
  "Processing \\d+ inputs with 1 threads\\.",
  "Failed to process \\S+\\. Skipping\\. Error: ",
  "\\w+ failed on \\w+ with error ",
  "Running \\w+ prediction for \\d+ inputs?\\.",
  "Predicting DataLoader 0:[^\\r\\n]*?\\d+/\\d+",
  "\\| WARNING: ran out of memory, skipping batch",
  "Number of failed examples: \\d+",
  "Predicting property: affinity",
  "Detected KeyboardInterrupt",
];

/** What was said, in its order. A bar is drawn as often as it likes: its counts are told once each. */
function sentencesIn(log: string): string[] {
  const found = log.match(new RegExp(sentences.join("|"), "g")) ?? [];
  const told = found.map((sentence) => sentence.replace(/(DataLoader 0:).* /, "$1 "));
  return told.filter((sentence, i) => sentence !== told[i - 1]);
}

function lastErrorIn(log: string): string | undefined {
  const all = openLog();
  all.take("stderr", `${log}\n`);
  return all.lastError?.replace(/'[^']*\//, "'");
}

/** A record's files, and what each has: keys of an object, arrays of an archive and their types. */
async function filesIn(folder: string): Promise<Record<string, unknown>> {
  const names = await readdir(folder).catch(() => []);
  const files = names.sort().map(async (name) => {
    const bytes = await readFile(join(folder, name));
    return [name, await formOf(name, bytes)] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

async function formOf(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
  if (extname(name) === ".json") return keysOf(JSON.parse(Buffer.from(bytes).toString()));
  // It is between two stages of Boltz, and nobody else reads it.
  if (extname(name) !== ".npz" || name.startsWith("pre_affinity_")) return "there";
  const npz = await openNpz(bytesSource(bytes));
  const arrays = npz.names.map(async (array) => {
    const { dtype, shape } = await npz.describe(array);
    return [array, { dtype, dimensions: shape.length }] as const;
  });
  return Object.fromEntries(await Promise.all(arrays));
}

/** The keys, and theirs. */
function keysOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]));
}
