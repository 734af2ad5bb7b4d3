/** One thread that reads ligands, seen from outside: it answers in time or is ended. */
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { refusedLigand } from "../ligand.ts";
import type { LigandValidation } from "../validation.ts";
import type { LigandReport, LigandTask } from "./worker.ts";

/** A thread with this much memory is ended after its answer: WebAssembly gives none back. */
const MEMORY_KEPT = 256 * 1024 * 1024;

/** What a ligand may take, in ms. */
export interface LigandLimits {
  /** Of the thread's own time, whatever else the machine does. */
  readonly cpu: number;
  /** Of everybody's time. */
  readonly wall: number;
}

/** Pause between two looks at the time that a thread has used, at least, in ms. */
const LOOK_MS = 20;

/** A thread, ready for a ligand. */
export interface LigandThread {
  /** False once it was ended. */
  readonly alive: boolean;
  /** Reads a ligand. One that traps RDKit or outlasts a limit is refused, and ends the thread. */
  read(task: LigandTask, limits: LigandLimits): Promise<LigandValidation>;
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
      const over = new AbortController();
      const { cpu, wall } = limits;
      const late = [overworked(worker, cpu, over.signal), overdue(wall, over.signal)];
      worker.postMessage(task);
      // A thread that has died tells no time; that it died is the answer.
      const report = await Promise.race([answer, ...late]).catch(() => answer);
      over.abort();
      if (typeof report === "string" || report instanceof Error) {
        await end();
        // Whatever RDKit died of is in the molecule; its own words are addresses in its memory.
        const message = typeof report === "string" ? report : "RDKit fails on this molecule.";
        return refusedLigand(task.structure, [{ message }]);
      }
      if (report.ready) throw new Error("The thread was ready twice.");
      if (report.bytes > MEMORY_KEPT) await end();
      else worker.unref();
      return report.validation;
    },
  };
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
