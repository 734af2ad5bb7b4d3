/** One thread that reads ligands, seen from outside: it answers in time or is ended. */
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { refusedLigand } from "../ligand.ts";
import type { LigandValidation } from "../validation.ts";
import type { LigandReport, LigandTask } from "./worker.ts";

/** A thread with this much memory is ended after its answer: WebAssembly gives none back. */
const MEMORY_KEPT = 256 * 1024 * 1024;

/** What a task may take, in ms, beyond its first 20. */
export interface LigandLimits {
  /** Of the thread's own time, whatever else the machine does. */
  readonly cpu: number;
  /** Of everybody's time. */
  readonly wall: number;
}

/** Answers that come sooner, in ms, are not watched: nearly all do, and watching takes longer than waiting. */
const UNWATCHED_MS = 20;

/** Pause between two looks at the time that a thread has used, at least, in ms. */
const LOOK_MS = 20;

/** A thread, ready for a task. */
export interface LigandThread {
  /** False once it was ended. */
  readonly alive: boolean;
  /**
   * Reads ligands. One that traps RDKit or outlasts a limit ends the thread, and is refused.
   * @returns undefined when one of several did: which, is not known
   */
  read(task: LigandTask, limits: LigandLimits): Promise<LigandValidation[] | undefined>;
  end(): Promise<void>;
}

/**
 * Starts a thread. It keeps the process running only while it starts or reads.
 * @throws whatever kept it from starting
 */
export async function startLigandThread(code: WebAssembly.Module): Promise<LigandThread> {
  const worker = new Worker(new URL("worker.ts", import.meta.url), { workerData: code });
  let settle: (report: LigandReport | Error) => void = () => {};
  let alive = true;
  const next = () => new Promise<LigandReport | Error>((resolve) => (settle = resolve));
  worker.on("message", (report: LigandReport) => settle(report));
  worker.on("error", (error) => settle(error));
  worker.on("exit", () => {
    alive = false;
    settle(new Error("The thread has ended."));
  });
  const first = await next();
  if (first instanceof Error) throw first;
  worker.unref();

  async function end(): Promise<void> {
    alive = false;
    await worker.terminate();
  }

  return {
    get alive() {
      return alive;
    },
    end,
    async read(task, limits) {
      const answer = next();
      worker.ref();
      worker.postMessage(task);
      const report = (await soon(answer)) ?? (await inTime(answer, worker, limits));
      if (typeof report === "string" || report instanceof Error) {
        await end();
        const [structure, ...others] = task.structures;
        if (structure === undefined || others.length > 0) return undefined;
        // Whatever RDKit died of is in the molecule; its own words are addresses in its memory.
        const message = typeof report === "string" ? report : "RDKit fails on this molecule.";
        return [refusedLigand(structure, [{ message }])];
      }
      if (report.ready) throw new Error("The thread was ready twice.");
      if (report.bytes > MEMORY_KEPT) await end();
      else worker.unref();
      return report.validations;
    },
  };
}

/** An answer that comes at once; undefined if none does. */
async function soon<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, UNWATCHED_MS, undefined);
  const first = await Promise.race([answer, promise]);
  clearTimeout(timer);
  return first;
}

/** An answer, or words for whoever gave the ligand when it outlasts a limit. */
async function inTime<Answer>(
  answer: Promise<Answer>,
  worker: Worker,
  { cpu, wall }: LigandLimits,
): Promise<Answer | string> {
  const over = new AbortController();
  const late = [overworked(worker, cpu, over.signal), overdue(wall, over.signal)];
  // A thread that has died tells no time; that it died is the answer.
  const report = await Promise.race([answer, ...late]).catch(() => answer);
  over.abort();
  return report;
}

/**
 * Waits until a thread has computed for too long.
 * @returns words for whoever gave the ligand
 * @throws the signal's reason; an error when the thread has ended
 */
async function overworked(worker: Worker, limit: number, signal: AbortSignal): Promise<string> {
  const before = await cpuOf(worker);
  for (let left = limit; left > 0; left = limit - ((await cpuOf(worker)) - before)) {
    await sleep(Math.max(left, LOOK_MS), undefined, { signal });
  }
  await turn();
  return `RDKit was still reading this molecule after ${limit / 1000} s of computing: it is too intricate.`;
}

/**
 * Waits until too much time has passed.
 * @returns words for whoever gave the ligand
 * @throws the signal's reason
 */
async function overdue(limit: number, signal: AbortSignal): Promise<string> {
  await sleep(limit, undefined, { signal });
  await turn();
  return `RDKit was still reading this molecule after ${limit / 1000} s: this machine is too busy.`;
}

/** Time that a thread has computed so far, in ms. */
async function cpuOf(worker: Worker): Promise<number> {
  const { user, system } = await worker.cpuUsage();
  return (user + system) / 1000;
}
