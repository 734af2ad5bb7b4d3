/** One run of Boltz: some records in a folder of their own, one process, an outcome for each. */
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { setInterval } from "node:timers/promises";
import { logFile, makeFolder } from "./folder.ts";
import type { BoltzInput } from "./input.ts";
import { openLog, type Phase } from "./log.ts";
import { argumentsOf, type BoltzOptions } from "./options.ts";
import { type Outcome, outcomeOf, type Stop } from "./outcome.ts";
import type { Expected } from "./prediction.ts";
import { type Command, type Exit, start } from "./process.ts";
import { type Progress, type Watch, watch } from "./progress.ts";

/** The program as it is installed. */
export interface Installation {
  readonly command: Command;
  /** Folder of the weights, absolute. */
  readonly cache: string;
}

/** What is run, and how. */
export interface RunRequest {
  readonly inputs: readonly BoltzInput[];
  readonly options: BoltzOptions;
  /** Where the run's folder is made: it must not exist, what it lies in must. */
  readonly folder: string;
  /** Longest that the run may take, in seconds, above 0. */
  readonly timeoutSeconds: number;
  /** Time between an interrupt and SIGKILL, in milliseconds. Default: 3,000. */
  readonly graceMs?: number;
  /** Ends the run when it aborts. */
  readonly signal?: AbortSignal;
  /** Told about once a second how far it is. */
  report?(progress: Progress): void;
}

/** What became of a run. */
export interface RunResult {
  /** By the records' ids. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** What was run, command and all; for a result's provenance. */
  readonly argv: readonly string[];
  /** The furthest that the run came, and how it ended. */
  readonly phase: Phase;
  readonly exit: Exit;
  /** File of what it said, absolute. */
  readonly log: string;
  /** Seconds from start to end. */
  readonly seconds: number;
}

const LOOK_MS = 1000;
const GRACE_MS = 3000;

/**
 * Runs Boltz. However it ends, nothing of it is left running.
 * @throws RangeError for ids that are no names of files, or not each record's own
 * @throws what the system says when the folder cannot be made, the program cannot be started, or what
 *   it says cannot be written
 */
export async function runBoltz(
  { command, cache }: Installation,
  request: RunRequest,
): Promise<RunResult> {
  const { inputs, options, folder, timeoutSeconds, graceMs = GRACE_MS, signal, report } = request;
  await makeFolder(folder, inputs);
  const records = inputs.map((input) => expectedOf(input, options));
  const args = argumentsOf(options, cache);
  const log = openLog();
  const file = join(folder, logFile);
  const written = createWriteStream(file);
  const kept = finished(written);
  const began = performance.now();
  const program = await start(command, args, folder, (stream, text) => {
    log.take(stream, text);
    written.write(text);
  });

  let stopped: Stop | undefined;
  const stop = (why: Stop) => {
    stopped ??= why;
    void program.stop(graceMs);
  };
  const cancel = () => stop("cancelled");
  if (signal?.aborted) cancel();
  signal?.addEventListener("abort", cancel);
  const timer = setTimeout(() => stop("timed_out"), timeoutSeconds * 1000);
  const over = new AbortController();
  const watched = report && reporting(watch(folder, records, log), report, over.signal);
  // Both are awaited when the program has ended; until then a failure of theirs waits, too.
  for (const promise of [kept, watched]) promise?.catch(() => {});
  const exit = await program.exit;

  clearTimeout(timer);
  signal?.removeEventListener("abort", cancel);
  over.abort();
  await watched;
  written.end();
  await kept;
  const ending = { folder, exit, log, stopped };
  const outcomes = new Map<string, Outcome>();
  for (const record of records) outcomes.set(record.id, await outcomeOf(ending, record));
  const seconds = (performance.now() - began) / 1000;
  return {
    outcomes,
    argv: [...command.words, ...args],
    phase: log.phase,
    exit,
    log: file,
    seconds,
  };
}

function expectedOf({ id, binder }: BoltzInput, { diffusionSamples }: BoltzOptions): Expected {
  return { id, samples: diffusionSamples, affinity: binder !== undefined };
}

async function reporting(
  { look }: Watch,
  report: (progress: Progress) => void,
  over: AbortSignal,
): Promise<void> {
  try {
    for await (const _ of setInterval(LOOK_MS, undefined, { signal: over })) report(await look());
  } catch (error) {
    if (!over.aborted) throw error;
  }
}
