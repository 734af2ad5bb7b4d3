/** One run of Boltz: some records in a folder of their own, one process, an outcome for each. */
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { setInterval } from "node:timers/promises";
import { logFile, makeFolder } from "./folder.ts";
import type { BoltzInput } from "./input.ts";
import { type Log, openLog, type Phase } from "./log.ts";
import { argumentsOf, type BoltzOptions } from "./options.ts";
import { type Outcome, outcomeOf, outcomeOfFault, type Stop } from "./outcome.ts";
import { BrokenResultError, type Expected, readPrediction } from "./prediction.ts";
import { type Command, type Exit, start } from "./process.ts";
import { type Progress, watch } from "./progress.ts";

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
  /** Time between an interrupt and SIGKILL, in milliseconds. Default: 800. */
  readonly graceMs?: number;
  /** Ends the run when it aborts. */
  readonly signal?: AbortSignal;
  /** Told of the run as soon as its program has started. */
  started?(run: RunFacts): void;
  /** Told about once a second how far it is. */
  report?(progress: Progress): void;
  /** Told of a record that is at its end before the others are; at most once. */
  settled?(id: string, outcome: EarlyOutcome, run: RunFacts): void;
}

/** How a record can end while its run goes on. */
export type EarlyOutcome = Extract<Outcome, { state: "completed" | "input_at_fault" }>;

/** What is known of a run from its start. */
export interface RunFacts {
  /** What was run, command and all; for a result's provenance. */
  readonly argv: readonly string[];
  /** File of what it said, absolute. */
  readonly log: string;
  /** How many records it has. */
  readonly of: number;
}

/** What became of a run. */
export interface RunResult extends RunFacts {
  /** By the records' ids. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** The furthest that the run came, and how it ended. */
  readonly phase: Phase;
  readonly exit: Exit;
  /** Seconds from start to end. */
  readonly seconds: number;
}

const LOOK_MS = 1000;
/** Boltz heeds an interrupt at once, when it heeds it. */
const GRACE_MS = 800;
/** Longest that a timer waits, some 25 days; a longer one would be over at once. */
const LONGEST_MS = 2 ** 31 - 1;

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
  let stopped: Stop | undefined;
  const program = await start(command, args, folder, (stream, text) => {
    log.take(stream, text);
    written.write(text);
    if (log.stuckAt !== undefined && stopped === undefined) stop("stuck");
  });

  const stop = (why: Stop) => {
    stopped ??= why;
    // While it imports its libraries it heeds no interrupt; so, and stuck, it has nothing to bring to an end.
    void program.stop(log.phase === "starting" || why === "stuck" ? 0 : graceMs);
  };
  const cancel = () => stop("cancelled");
  if (signal?.aborted) cancel();
  signal?.addEventListener("abort", cancel);
  const timer = setTimeout(() => stop("timed_out"), Math.min(timeoutSeconds * 1000, LONGEST_MS));
  const over = new AbortController();
  const facts: RunFacts = { argv: [...command.words, ...args], log: file, of: records.length };
  request.started?.(facts);
  const outcomes = new Map<string, Outcome>();
  const early = (id: string, outcome: EarlyOutcome) => {
    outcomes.set(id, outcome);
    request.settled?.(id, outcome, facts);
  };
  const watched =
    report && reporting({ folder, records, log, report, settled: early }, over.signal);
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
  for (const record of records) {
    if (!outcomes.has(record.id)) outcomes.set(record.id, await outcomeOf(ending, record));
  }
  const seconds = (performance.now() - began) / 1000;
  return { ...facts, outcomes, phase: log.phase, exit, seconds };
}

function expectedOf({ id, binder }: BoltzInput, { diffusionSamples }: BoltzOptions): Expected {
  return { id, samples: diffusionSamples, affinity: binder !== undefined };
}

interface Watching {
  readonly folder: string;
  readonly records: readonly Expected[];
  readonly log: Log;
  report(progress: Progress): void;
  settled(id: string, outcome: EarlyOutcome): void;
}

async function reporting(
  { folder, records, log, report, settled }: Watching,
  over: AbortSignal,
): Promise<void> {
  const { look } = watch(folder, records, log);
  const left = new Map(records.map((record) => [record.id, record]));
  try {
    for await (const _ of setInterval(LOOK_MS, undefined, { signal: over })) {
      const progress = await look();
      report(progress);
      for (const record of left.values()) {
        const outcome = await earlyOutcome({ folder, log }, record, progress);
        if (outcome === undefined) continue;
        left.delete(record.id);
        settled(record.id, outcome);
      }
    }
  } catch (error) {
    if (!over.aborted) throw error;
  }
}

/** How a record ended whose run goes on; undefined if it may still come to something. */
async function earlyOutcome(
  { folder, log }: Pick<Watching, "folder" | "log">,
  record: Expected,
  { finished }: Progress,
): Promise<EarlyOutcome | undefined> {
  const words = log.faults.get(record.id);
  if (words !== undefined) {
    const outcome = outcomeOfFault(words);
    return outcome.state === "input_at_fault" ? outcome : undefined;
  }
  if (!finished.includes(record.id)) return undefined;
  try {
    const prediction = await readPrediction(folder, record);
    return prediction && { state: "completed", prediction };
  } catch (error) {
    // Its last file is still being written, or will be found broken at the end.
    if (error instanceof BrokenResultError) return undefined;
    throw error;
  }
}
