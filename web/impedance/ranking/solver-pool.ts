/** The page's threads that solve sweeps. They stay from one sweep to the next. */
import type { Sweep } from "#src/impedance/sweep.ts";
import { compileKernels, type kernelBuilds } from "#src/numeric/kernels.ts";
import relaxed from "../../../build/kernels/relaxed.wasm?url&no-inline";
import simd from "../../../build/kernels/simd.wasm?url&no-inline";
import { AskedWorker } from "./asked-worker.ts";
import type { SolvingWorker } from "./solving-worker.ts";

/** Most threads: beyond, handing out work costs as much as is won. */
const mostThreads = 8;

/** Impedances in a piece of work: milliseconds with a fast kernel, tens of them with a slow one. */
const pieceSize = 1e6;

/** What a long computation says of itself and listens to. */
export interface Watched {
  readonly signal: AbortSignal;
  /** Told the part that is done, 0 … 1. */
  readonly onProgress: (part: number) => void;
}

/** Threads that solve one sweep at a time. */
export class SolverPool {
  readonly #workers: readonly AskedWorker<SolvingWorker>[];
  readonly #begun: Promise<unknown>;

  constructor(threads = Math.min(mostThreads, navigator.hardwareConcurrency)) {
    const open = () =>
      new Worker(new URL("./solving-worker.ts", import.meta.url), { type: "module" });
    this.#workers = Array.from({ length: threads }, () => new AskedWorker<SolvingWorker>(open()));
    this.#begun = this.#begin();
    // Told to whoever asks for a sweep; nobody may have yet.
    this.#begun.catch(() => undefined);
  }

  /**
   * Measures every point of a sweep's grid, in grid order. Rejects with the signal's reason when it
   * is given up; the pieces that are under way then end unheard.
   */
  async measure(sweep: Sweep, { signal, onProgress }: Watched): Promise<Float64Array> {
    await this.#begun;
    signal.throwIfAborted();
    const { size } = sweep.grid;
    const piece = Math.max(1, Math.round(pieceSize / sweep.frequencies.length));
    const resnorms = new Float64Array(size);
    let next = 0;
    let done = 0;
    const work = async (worker: AskedWorker<SolvingWorker>) => {
      while (next < size) {
        const first = next;
        const count = Math.min(piece, size - first);
        next += count;
        const measured = await worker.ask("rank", { first, count });
        signal.throwIfAborted();
        resnorms.set(measured, first);
        done += count;
        onProgress(done / size);
      }
    };
    await Promise.all(this.#workers.map((worker) => worker.ask("prepare", sweep)));
    // By now another sweep may be prepared, whose grid has other points.
    signal.throwIfAborted();
    // Each has a second piece waiting, so that none is idle while its answer is on the way.
    await Promise.all([...this.#workers, ...this.#workers].map(work));
    return resnorms;
  }

  close(): void {
    for (const worker of this.#workers) worker.close();
  }

  /** Compiled once: threads share the machine code. */
  async #begin(): Promise<void> {
    const module = await compileKernels(read);
    await Promise.all(this.#workers.map((worker) => worker.ask("begin", module)));
  }
}

const addresses: Readonly<Record<(typeof kernelBuilds)[number], string>> = { relaxed, simd };

async function read(build: (typeof kernelBuilds)[number]): Promise<ArrayBuffer> {
  const response = await fetch(addresses[build]);
  if (!response.ok) throw new Error(`The kernels were not found: ${response.status}.`);
  return response.arrayBuffer();
}
