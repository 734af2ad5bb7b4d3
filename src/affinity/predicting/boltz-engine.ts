/**
 * The engine `boltz`: the installed program. What waits with equal options shares one process, whose
 * start is dear: it loads the weights, which are gigabytes.
 */
import { randomInt, randomUUID } from "node:crypto";
import { join } from "node:path";
import { JobFailure, JobNotHere } from "#src/jobs/failure.ts";
import { runBatch } from "../boltz/batch.ts";
import type { WantedAccelerator } from "../boltz/looking.ts";
import { failedAtStart, type Outcome } from "../boltz/outcome.ts";
import type { Gpu, Probe } from "../boltz/probe.ts";
import type { EarlyOutcome, Installation, RunFacts, RunResult } from "../boltz/run.ts";
import { WeightsError, warmUp } from "../boltz/warm-up.ts";
import { checkpointHashes } from "../boltz/weights.ts";
import { failureOfRecord } from "./boltz-failure.ts";
import { askedAndSaid, foundByBoltz } from "./boltz-found.ts";
import { boltzInputOf, chosenOptionsOf, residuesOf } from "./boltz-input.ts";
import { progressOf } from "./boltz-progress.ts";
import type { Found, Held, PredictionEngine, PreparedPrediction } from "./engine.ts";
import { withFiles } from "./failure-files.ts";
import { createGathering, type Member } from "./gathering.ts";
import { heldFolder } from "./held-folder.ts";
import { readLogTail } from "./log-tail.ts";
import type { RunPlace } from "./run-place.ts";

/** How the engine runs the program. */
export interface BoltzEngineOptions {
  readonly installation: Installation;
  /** What was found of the program when it was looked for last, once that is known. */
  probe(): Promise<Probe>;
  readonly accelerator: WantedAccelerator;
  /** Where runs are made; each is deleted when its files have been read. */
  readonly place: Pick<RunPlace, "folder">;
  /** Most predictions that share a process. */
  readonly most: number;
  /** Longest that a prediction may take, in seconds. */
  readonly timeoutSeconds: number;
}

/** Makes the engine: one process at a time. */
export function createBoltzEngine(options: BoltzEngineOptions): PredictionEngine {
  const gathering = createGathering<PreparedPrediction, Held<Found>>({
    ready: options.probe(),
    most: options.most,
    key: ({ owner, request }) => JSON.stringify([owner, chosenOptionsOf(request)]),
    run: (company, signal) => runTogether(options, company, signal),
    discard: (found) => void found[Symbol.asyncDispose](),
  });
  return {
    predict(asked, context) {
      context.report(0, "Waiting for its turn");
      return gathering.ask(asked, context);
    },
  };
}

type Answer = Held<Found>;
type Company = readonly Member<PreparedPrediction, Answer>[];

async function runTogether(
  options: BoltzEngineOptions,
  company: Company,
  signal: AbortSignal,
): Promise<void> {
  const { installation, timeoutSeconds } = options;
  const machine = await machineOf(options);
  for (const member of company) member.report(0, "Starting Boltz");
  const folder = join(await options.place.folder(), randomUUID());
  await weights(installation, `${folder}-weights`, signal);
  // They are read while Boltz computes: together they are gigabytes.
  const hashes = checkpointHashes(installation.cache).catch(() => ({}));
  const chosen = chosenOptionsOf(company[0]!.asked.request);
  const seed = chosen.seed ?? randomInt(2 ** 32);
  const startedAt = new Date();
  await using held = heldFolder(folder);
  const byId = new Map(company.map((member) => [member.asked.id, member]));
  const settling = new Map<string, Promise<void>>();

  async function answer(asked: PreparedPrediction, { outcome, run }: Ended): Promise<Answer> {
    const giveBack = held.hold();
    try {
      if (outcome.state !== "completed") {
        const atStart = "exit" in run && failedAtStart(run.phase, run.exit);
        const { gpu } = machine;
        const context = { atStart, gpu, residues: residuesOf(asked.request), timeoutSeconds };
        throw await withFiles(failureOfRecord(outcome, context), askedAndSaid(asked.id, run));
      }
      const found = foundByBoltz({
        id: asked.id,
        prediction: outcome.prediction,
        run,
        seed,
        isSeedChosen: chosen.seed !== undefined,
        ...machine,
        isOnCpu: machine.accelerator === "cpu",
        checkpoints: await hashes,
        startedAt,
        finishedAt: new Date(),
      });
      return { ...found, [Symbol.asyncDispose]: giveBack };
    } catch (error) {
      await giveBack();
      throw error;
    }
  }

  /** Settles one, once: before the others where its end is known. */
  function settle(id: string, ended: Ended): void {
    if (settling.has(id)) return;
    const { asked, settle } = byId.get(id)!;
    const settled = Promise.allSettled([answer(asked, ended)]).then(([result]) => settle(result));
    settling.set(id, settled);
  }

  const all = await runBatch(installation, {
    inputs: company.map(({ asked }) => boltzInputOf(asked)),
    options: { ...chosen, accelerator: machine.accelerator, seed },
    folder,
    timeoutSeconds,
    signal,
    started({ log }) {
      for (const member of company) member.hear(() => readLogTail(log));
    },
    report(progress) {
      const { share, message, secondsLeft } = progressOf(progress);
      for (const member of company) member.report(share, message, secondsLeft);
    },
    settled: (id, outcome, run) => settle(id, { outcome, run }),
  });
  for (const [id, ended] of all) settle(id, ended);
  await Promise.all(settling.values());
}

/** How a record ended, and in which run. */
type Ended =
  | { readonly outcome: EarlyOutcome; readonly run: RunFacts }
  | { readonly outcome: Outcome; readonly run: RunResult };

interface Machine {
  readonly accelerator: "gpu" | "cpu";
  readonly gpu: Gpu | undefined;
  readonly device: string;
  readonly version: string | undefined;
}

/** @throws JobNotHere when there is no Boltz that can be used */
async function machineOf({ probe, accelerator }: BoltzEngineOptions): Promise<Machine> {
  const found = await probe();
  if (found.state !== "usable") {
    throw new JobNotHere("Waits for a worker that has Boltz: the one that looked has none.");
  }
  const { version, gpus = [] } = found;
  if (accelerator === "cpu" || (accelerator === "auto" && gpus.length === 0)) {
    return { accelerator: "cpu", gpu: undefined, device: "cpu", version };
  }
  const [gpu] = gpus;
  return { accelerator: "gpu", gpu, device: gpu?.name ?? "gpu", version };
}

/** Sees to it that the weights are there: the first prediction of a new machine downloads them. */
async function weights(
  installation: Installation,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await warmUp(installation, folder, signal);
  } catch (error) {
    if (!(error instanceof WeightsError)) throw error;
    throw new JobFailure("weights_missing", error.message, {
      cause: error,
      retry: true,
      detail: { at_start: true },
    });
  }
}
