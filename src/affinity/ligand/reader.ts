/** Reads ligands on a few threads: never on the caller's, and never for longer than a limit. */
import { isMolBlock, refusedLigand, textFaults } from "../ligand.ts";
import type { LigandValidation } from "../validation.ts";
import { compileRdkit } from "./rdkit.ts";
import type { LigandDetail } from "./reading.ts";
import { type LigandLimits, type LigandThread, startLigandThread } from "./thread.ts";

/** What RDKit may take for one task: drugs take 5 ms, and on a machine that is idle people wait for 2 s. */
const limits: LigandLimits = { cpu: 1_500, wall: 8_000 };

/** Threads end when nothing was asked for so long, in ms: two have 130 MB, RDKit's code included. */
const IDLE_MS = 120_000;

/** Reads ligands. */
export interface LigandReader {
  /** Threads it has at most. */
  readonly threads: number;
  /**
   * What a SMILES or a mol block is; blanks around a SMILES are nothing.
   * @param detail how much is told of it
   * @throws if RDKit cannot be started, or the reader was closed
   */
  read(structure: string, detail: LigandDetail): Promise<LigandValidation>;
  /**
   * The same of several, which one thread reads together: of thousands some ten at a time, because one
   * that RDKit fails on has all of them read once more, each by itself.
   */
  readAll(structures: readonly string[], detail: LigandDetail): Promise<LigandValidation[]>;
  /** Ends the threads. What waits is rejected. */
  close(): Promise<void>;
}

/** Makes a reader. Its threads start when they are needed, and end two minutes after. */
export function createLigandReader(threads: number): LigandReader {
  let code: Promise<WebAssembly.Module> | undefined;
  let closed = false;
  let taken = 0;
  const all = new Set<LigandThread>();
  const idle: LigandThread[] = [];
  const waiting: (() => void)[] = [];
  let resting: NodeJS.Timeout | undefined;

  function throwIfClosed(): void {
    if (closed) throw new Error("The reader of ligands was closed.");
  }

  /** A thread of one's own, after those who asked before. */
  async function take(): Promise<LigandThread> {
    clearTimeout(resting);
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
    if (taken === 0) resting = setTimeout(endThreads, IDLE_MS).unref();
  }

  async function endThreads(): Promise<void> {
    const ended = [...all];
    all.clear();
    idle.length = 0;
    code = undefined;
    await Promise.all(ended.map((thread) => thread.end()));
  }

  async function readTogether(
    structures: readonly string[],
    detail: LigandDetail,
  ): Promise<LigandValidation[]> {
    const thread = await take();
    try {
      const validations = await thread.read({ structures, detail }, limits);
      throwIfClosed();
      if (validations !== undefined) return validations;
    } finally {
      giveBack(thread);
    }
    const alone = structures.map((structure) => readTogether([structure], detail));
    return (await Promise.all(alone)).flat();
  }

  async function readAll(
    texts: readonly string[],
    detail: LigandDetail,
  ): Promise<LigandValidation[]> {
    const structures = texts.map((text) => (isMolBlock(text) ? text : text.trim()));
    const faults = structures.map(textFaults);
    const sound = structures.filter((_, index) => faults[index]!.length === 0);
    const read = sound.length === 0 ? [] : await readTogether(sound, detail);
    return structures.map((structure, index) =>
      faults[index]!.length > 0 ? refusedLigand(structure, faults[index]!) : read.shift()!,
    );
  }

  return {
    threads,
    readAll,
    async read(structure, detail) {
      const [validation] = await readAll([structure], detail);
      return validation!;
    },
    async close() {
      closed = true;
      clearTimeout(resting);
      await endThreads();
    },
  };
}
