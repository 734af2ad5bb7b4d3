/** Runs sweeps, each on threads of its own: ranks a grid, then computes spectra in ranked order. */
import { Piscina } from "piscina";
import { builtKernels } from "#src/numeric/built-kernels.ts";
import type { Identifiability } from "../identifiability.ts";
import { type Columns, type Sweep, spectrumColumns } from "../sweep.ts";
import type { IdentifyTask, RankTask, Running, SpectraTask } from "./worker.ts";

/** Threads that have nothing to do are kept so long for the next sweep, which begins 0.1 s sooner. */
const IDLE_MS = 10_000;
/** Bytes of spectra computed at once. */
const CHUNK_BYTES = 2 ** 20;

/** A grid, ranked. */
export interface Ranking {
  /** The measure of every point, in grid order; NaN where its spectrum is no number. */
  readonly resnorms: Float64Array;
  /** The points' numbers, best first, those that are no number last. */
  readonly order: Uint32Array;
}

/** A sweep that runs, until it is disposed of. What is asked of it after that rejects. */
export interface SweepRun extends AsyncDisposable {
  /**
   * Measures and ranks the whole grid.
   * @param progress told how many points are measured
   */
  rank(progress: (points: number) => void): Promise<Ranking>;
  /**
   * Spectra of points, [points][frequencies][columns] float32, a chunk of about 1 MiB after another,
   * computed a few chunks ahead. A chunk is written over once the next is asked for.
   */
  spectra(indices: Uint32Array, columns: Columns): AsyncGenerator<Uint8Array, void, void>;
  /** What the spectrum at a point, given by all its parameters, says of them. */
  identify(parameters: Float64Array): Promise<Identifiability>;
}

/** Starts sweeps. */
export interface Sweeper {
  /** @param signal ends the threads, whatever they are at; its reason is thrown */
  start(sweep: Sweep, signal: AbortSignal): Promise<SweepRun>;
}

/**
 * Makes a sweeper. While it runs, a sweep has its threads for itself, so that one which is called off
 * can be ended with them at once.
 * @param threads how many each sweep has
 */
export function createSweeper(threads: number): Sweeper {
  let compiled: Promise<WebAssembly.Module> | undefined;
  let started = 0;
  let idle: Idle | undefined;

  /** The threads of the last sweep, or new ones. */
  function takePool(kernels: WebAssembly.Module): Piscina {
    if (idle === undefined) return poolOf(kernels, threads);
    const { pool, timer } = idle;
    clearTimeout(timer);
    idle = undefined;
    return pool;
  }

  async function giveBack(pool: Piscina): Promise<void> {
    if (idle !== undefined) return pool.destroy();
    const end = () => {
      idle = undefined;
      void pool.destroy();
    };
    idle = { pool, timer: setTimeout(end, IDLE_MS).unref() };
  }

  return {
    async start(sweep, signal) {
      compiled ??= builtKernels();
      const kernels = await compiled;
      signal.throwIfAborted();
      return startRun(
        { run: started++, sweep },
        { pool: takePool(kernels), threads, giveBack },
        signal,
      );
    },
  };
}

interface Idle {
  readonly pool: Piscina;
  readonly timer: NodeJS.Timeout;
}

interface Threads {
  readonly pool: Piscina;
  readonly threads: number;
  /** Takes back threads that have nothing to do. */
  giveBack(pool: Piscina): Promise<void>;
}

function poolOf(kernels: WebAssembly.Module, threads: number): Piscina {
  return new Piscina({
    filename: new URL("worker.ts", import.meta.url).href,
    workerData: kernels,
    minThreads: threads,
    maxThreads: threads,
  });
}

function startRun(
  running: Running,
  { pool, threads, giveBack }: Threads,
  signal: AbortSignal,
): SweepRun {
  const { sweep } = running;
  let underWay = 0;
  let isOver = false;
  let ended: Promise<void> | undefined;
  const end = () => {
    // What a thread answers to a task that was given up is an error to the pool.
    pool.on("error", () => {});
    ended ??= pool.destroy();
    return ended;
  };
  signal.addEventListener("abort", end, { once: true });

  async function run(name: string, task: unknown, transferList: ArrayBuffer[] = []) {
    // The threads may be another sweep's by now.
    if (isOver) throw new Error("The sweep is over.");
    underWay++;
    try {
      return await pool.run(task, { name, transferList });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      underWay--;
    }
  }

  return {
    async rank(progress) {
      const { size } = sweep.grid;
      const resnorms = new Float64Array(new SharedArrayBuffer(8 * size));
      const next = new Int32Array(new SharedArrayBuffer(4));
      let measured = 0;
      const inTurns = async () => {
        while (Atomics.load(next, 0) < size) {
          const points: number = await run("rankTask", {
            ...running,
            resnorms,
            next,
          } satisfies RankTask);
          measured += points;
          progress(measured);
        }
      };
      await Promise.all(Array.from({ length: threads }, inTurns));
      return { resnorms, order: new Uint32Array(await run("orderTask", resnorms)) };
    },

    async *spectra(indices, columns) {
      const rowBytes = 4 * sweep.frequencies.length * spectrumColumns[columns].length;
      const rows = Math.max(1, Math.floor(CHUNK_BYTES / rowBytes));
      const spare: ArrayBuffer[] = [];
      const pending: { readonly bytes: number; readonly buffer: Promise<ArrayBuffer> }[] = [];
      let next = 0;
      const begin = () => {
        const chunk = indices.slice(next, next + rows);
        next += chunk.length;
        const buffer = spare.pop() ?? new ArrayBuffer(rows * rowBytes);
        const task: SpectraTask = { ...running, indices: chunk, columns, buffer };
        const computed: Promise<ArrayBuffer> = run("spectraTask", task, [buffer]);
        // A chunk that fails after the reader has gone is nobody's.
        computed.catch(() => {});
        pending.push({ bytes: chunk.length * rowBytes, buffer: computed });
      };
      while (next < indices.length || pending.length > 0) {
        // One chunk a thread and two in hand: the threads never wait, and memory stays bounded.
        while (next < indices.length && pending.length < threads + 2) begin();
        const { bytes, buffer } = pending.shift()!;
        const whole = await buffer;
        yield new Uint8Array(whole, 0, bytes);
        spare.push(whole);
      }
    },

    identify: (parameters) => run("identifyTask", { sweep, parameters } satisfies IdentifyTask),

    async [Symbol.asyncDispose]() {
      isOver = true;
      signal.removeEventListener("abort", end);
      // A sweep that was left in the middle leaves threads that are at work.
      const isIdle = underWay === 0 && ended === undefined;
      await (isIdle ? giveBack(pool) : end());
    },
  };
}
