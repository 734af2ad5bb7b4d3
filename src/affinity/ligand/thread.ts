/** One thread that reads ligands, seen from outside: it answers in time or is ended. */
import { Worker } from "node:worker_threads";
import { refusedLigand } from "../ligand.ts";
import type { LigandValidation } from "../validation.ts";
import type { LigandReport, LigandTask } from "./worker.ts";

/** A thread with this much memory is ended after its answer: WebAssembly gives none back. */
const MEMORY_KEPT = 256 * 1024 * 1024;

/** A thread, ready for a ligand. */
export interface LigandThread {
  /** False once it was ended. */
  readonly alive: boolean;
  /** Reads a ligand. One that traps RDKit or outlasts the deadline is refused, and ends the thread. */
  read(task: LigandTask, milliseconds: number): Promise<LigandValidation>;
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
    async read(task, milliseconds) {
      const answer = next();
      worker.ref();
      worker.postMessage(task);
      const late = new Error(
        `RDKit was still reading this molecule after ${milliseconds / 1000} s: it is too intricate, or this machine too busy.`,
      );
      const timer = setTimeout(() => settle(late), milliseconds);
      const report = await answer;
      clearTimeout(timer);
      if (report instanceof Error) {
        // Whatever RDKit died of is in the molecule; its own words are addresses in its memory.
        const message = report === late ? late.message : "RDKit fails on this molecule.";
        await end();
        return refusedLigand(task.structure, [{ message }]);
      }
      if (report.ready) throw new Error("The thread was ready twice.");
      if (report.bytes > MEMORY_KEPT) await end();
      else worker.unref();
      return report.validation;
    },
  };
}
