/** Reads ligands on a few threads: never on the caller's, and never for longer than a limit. */
import { isMolBlock, refusedLigand, textFaults } from "../ligand.ts";
import type { LigandValidation } from "../validation.ts";
import { compileRdkit } from "./rdkit.ts";
import { type LigandLimits, type LigandThread, startLigandThread } from "./thread.ts";

/** What RDKit may take for one ligand: drugs take 5 ms, and on a machine that is idle people wait for 2 s. */
const limits: LigandLimits = { cpu: 1_500, wall: 8_000 };

/** Reads ligands. */
export interface LigandReader {
  /** Threads it has at most. */
  readonly threads: number;
  /**
   * What a SMILES or a mol block is; blanks around a SMILES are nothing.
   * @param drawn whether to draw it
   * @throws if RDKit cannot be started, or the reader was closed
   */
  read(structure: string, drawn: boolean): Promise<LigandValidation>;
  /** Ends the threads. What waits is rejected. */
  close(): Promise<void>;
}

/** Makes a reader. Its threads start when they are needed, and stay. */
export function createLigandReader(threads: number): LigandReader {
  let code: Promise<WebAssembly.Module> | undefined;
  let closed = false;
  let taken = 0;
  const all = new Set<LigandThread>();
  const idle: LigandThread[] = [];
  const waiting: (() => void)[] = [];

  function throwIfClosed(): void {
    if (closed) throw new Error("The reader of ligands was closed.");
  }

  /** A thread of one's own, after those who asked before. */
  async function take(): Promise<LigandThread> {
    if (taken < threads) taken++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      throwIfClosed();
      const thread = idle.pop();
      if (thread?.alive) return thread;
      code ??= compileRdkit();
      const started = await startLigandThread(await code);
      all.add(started);
      if (closed) await started.end();
      throwIfClosed();
      return started;
    } catch (error) {
      pass();
      throw error;
    }
  }

  function giveBack(thread: LigandThread): void {
    if (thread.alive) idle.push(thread);
    else all.delete(thread);
    pass();
  }

  /** A place is free: the next in the line takes it. */
  function pass(): void {
    const next = waiting.shift();
    if (next === undefined) taken--;
    else next();
  }

  return {
    threads,
    async read(text, drawn) {
      const structure = isMolBlock(text) ? text : text.trim();
      const faults = textFaults(structure);
      if (faults.length > 0) return refusedLigand(structure, faults);
      const thread = await take();
      try {
        const validation = await thread.read({ structure, drawn }, limits);
        throwIfClosed();
        return validation;
      } finally {
        giveBack(thread);
      }
    },
    async close() {
      closed = true;
      await Promise.all([...all].map((thread) => thread.end()));
    },
  };
}
