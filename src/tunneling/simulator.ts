/** Runs simulations on the worker threads: admits, solves, and streams chunks of frames in order. */
import { Piscina } from "piscina";
import { type Problem, TooManyStatesError } from "./problem.ts";
import type { Spectrum } from "./spectrum.ts";
import type { CancelFlag, EvolveTask, FrameLayout, Solved, SolveTask } from "./worker.ts";

/** Bytes of frames computed at once. */
const CHUNK_BYTES = 512 * 1024;
/** Fewest frames computed at once, so that the eigenvectors are read often enough for their cost. */
const CHUNK_FRAMES = 48;

/** More simulations are asked for than the server runs at once. */
export class TooBusyError extends Error {
  override readonly name = "TooBusyError";
  readonly statusCode = 503;
  /** Seconds after which it is worth asking again. */
  readonly retryAfter = 1;
}

/** Part of an answer: frames from `first` on, and how long they took. */
export interface Chunk {
  readonly first: number;
  readonly count: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** One admitted simulation. It holds its place until it is closed. */
export interface Simulation {
  /**
   * Solves the spectrum; `fromGroundState` as in `SolveOptions`.
   * @throws TooManyStatesError when its eigenvectors are more bytes than the limit
   */
  solve(fromGroundState: boolean): Promise<Spectrum>;
  /** Computes all frames, in order, as fast as they are read and a few chunks ahead. */
  chunks(spectrum: Spectrum, layout: FrameLayout): AsyncGenerator<Chunk, void, void>;
  /** Stops what is still being computed and gives the place back. Closing twice does no harm. */
  close(): void;
}

/** The worker threads and who may use them. */
export class Simulator {
  readonly #pool: Piscina;
  readonly #limit: number;
  readonly #eigenvectorBytes: number;
  #running = 0;
  #opened = 0;

  /**
   * @param kernels the compiled kernels
   * @param options.threads worker threads
   * @param options.limit simulations admitted at once
   * @param options.eigenvectorBytes most bytes of eigenvectors of one simulation
   */
  constructor(
    kernels: WebAssembly.Module,
    options: { threads: number; limit: number; eigenvectorBytes: number },
  ) {
    this.#limit = options.limit;
    this.#eigenvectorBytes = options.eigenvectorBytes;
    this.#pool = new Piscina({
      filename: new URL("worker.ts", import.meta.url).href,
      workerData: kernels,
      minThreads: options.threads,
      maxThreads: options.threads,
    });
  }

  /** Simulations admitted and not yet closed. */
  get running(): number {
    return this.#running;
  }

  /** Worker threads. */
  get threads(): number {
    return this.#pool.threads.length;
  }

  /**
   * Admits a simulation.
   * @throws TooBusyError when as many are running as may
   */
  open(problem: Problem): Simulation {
    if (this.#running >= this.#limit) {
      throw new TooBusyError(
        `This server runs ${this.#limit} simulations at once, and does. Ask again in a moment.`,
      );
    }
    this.#running++;
    const simulation = ++this.#opened;
    const cancelled: CancelFlag = new Int32Array(new SharedArrayBuffer(4));
    return {
      solve: async (fromGroundState) => {
        const eigenvectorBytes = this.#eigenvectorBytes;
        const task: SolveTask = { problem, fromGroundState, eigenvectorBytes, cancelled };
        const solved: Solved = await this.#pool.run(task, { name: "solveTask" });
        if ("spectrum" in solved) return solved.spectrum;
        throw new TooManyStatesError(solved.tooMany, eigenvectorBytes);
      },
      chunks: (spectrum, layout) =>
        this.#chunks({ simulation, problem, spectrum, layout, cancelled }),
      close: () => {
        if (Atomics.exchange(cancelled, 0, 1) === 0) this.#running--;
      },
    };
  }

  /** Ends the worker threads once their running tasks are done. */
  async close(): Promise<void> {
    await this.#pool.close({ force: true });
  }

  async *#chunks(task: Omit<EvolveTask, "first" | "count">): AsyncGenerator<Chunk, void, void> {
    const { problem, spectrum } = task;
    const frameBytes = spectrum.points * 8;
    const most = Math.max(CHUNK_FRAMES, Math.floor(CHUNK_BYTES / frameBytes / 3) * 3);
    // One chunk a thread and one in hand: the threads never wait, and memory stays bounded.
    const ahead = this.threads + 1;
    const pending: Promise<Chunk>[] = [];
    let next = 0;
    const begin = () => {
      const first = next;
      const count = Math.min(most, problem.frames - first);
      next += count;
      const run = this.#pool
        .run({ ...task, first, count } satisfies EvolveTask, { name: "evolveTask" })
        .then((buffer: ArrayBuffer) => ({ first, count, bytes: new Uint8Array(buffer) }));
      // A chunk that fails after the reader has gone is nobody's.
      run.catch(() => {});
      pending.push(run);
    };
    while (next < problem.frames || pending.length > 0) {
      while (next < problem.frames && pending.length < ahead) begin();
      yield await pending.shift()!;
    }
  }
}
