/** The tasks of the tunneling instrument that run in worker threads. */
import { move, workerData } from "piscina";
import { complexBytes } from "#src/arrays/npy.ts";
import { instantiateKernels, type Kernels } from "#src/numeric/kernels.ts";
import { createEvolution, type Evolution } from "./evolution.ts";
import { type Problem, toProblem, tunnelingRequest } from "./problem.ts";
import { type Spectrum, solve } from "./spectrum.ts";

/** Set to 1 by whoever no longer wants the answer. */
export type CancelFlag = Int32Array<SharedArrayBuffer>;

/** Solve a problem's spectrum. */
export interface SolveTask {
  readonly problem: Problem;
  readonly fromGroundState: boolean;
  /** Most bytes of eigenvectors to solve. */
  readonly eigenvectorBytes: number;
  readonly cancelled: CancelFlag;
}

/** What became of a solve: the class of an error would be lost between threads. */
export type Solved =
  | { readonly spectrum: Spectrum }
  | { readonly tooMany: { readonly states: number; readonly points: number } };

/** How a frame's values lie: all real parts then all imaginary ones, or in turn (complex64). */
export type FrameLayout = "planes" | "complex";

/** Compute some frames of a solved problem. */
export interface EvolveTask {
  /** Tells one spectrum from another, so that successive chunks find it where it was. */
  readonly simulation: number;
  readonly problem: Problem;
  readonly spectrum: Spectrum;
  readonly first: number;
  readonly count: number;
  readonly layout: FrameLayout;
  readonly cancelled: CancelFlag;
}

/** What a task throws that found its answer no longer wanted. */
export class CancelledError extends Error {
  override readonly name = "CancelledError";
  constructor() {
    super("The simulation was cancelled.");
  }
}

/** A memory that has grown past this is let go: WebAssembly memory never shrinks. */
const MEMORY_KEPT = 64 * 1024 * 1024;

const kernelModule = workerData as WebAssembly.Module;
let kernels: Kernels | undefined;
let loaded: { readonly simulation: number; readonly evolve: Evolution } | undefined;
warmUp();

/** The spectrum, unless it is too large. */
export function solveTask(task: SolveTask): Solved {
  loaded = undefined;
  let tooMany: { states: number; points: number } | undefined;
  try {
    const spectrum = solve(task.problem, freshKernels(), {
      fromGroundState: task.fromGroundState,
      admit: (size) => {
        if (4 * size.states * size.points <= task.eigenvectorBytes) return;
        tooMany = size;
        throw new CancelledError();
      },
      checkpoint: () => throwIfCancelled(task.cancelled),
    });
    return { spectrum };
  } catch (error) {
    if (tooMany) return { tooMany };
    throw error;
  }
}

/** The frames' bytes, transferred to whoever asked. */
export function evolveTask(task: EvolveTask) {
  throwIfCancelled(task.cancelled);
  if (loaded?.simulation !== task.simulation) {
    loaded = {
      simulation: task.simulation,
      evolve: createEvolution(task.problem, task.spectrum, freshKernels()),
    };
  }
  const frames = loaded.evolve(task.first, task.count);
  const bytes = task.layout === "planes" ? frames : interleave(frames, task.spectrum.points);
  return move(bytes.buffer);
}

function interleave(frames: Float32Array, points: number): Float32Array<ArrayBuffer> {
  const complex = new Float32Array(frames.length);
  for (let start = 0; start < frames.length; start += 2 * points) {
    const real = frames.subarray(start, start + points);
    const imag = frames.subarray(start + points, start + 2 * points);
    complex.set(new Float32Array(complexBytes(real, imag).buffer), start);
  }
  return complex;
}

function freshKernels(): Kernels {
  if (kernels === undefined || kernels.memory.buffer.byteLength > MEMORY_KEPT) {
    kernels = instantiateKernels(kernelModule);
  }
  return kernels;
}

/** Solves the default question a few times, so that the first one asked meets compiled code. */
function warmUp(): void {
  const problem = toProblem(tunnelingRequest().parse({}));
  for (let time = 0; time < 3; time++) {
    createEvolution(problem, solve(problem, freshKernels()), freshKernels())(0, 3);
  }
}

function throwIfCancelled(cancelled: CancelFlag): void {
  if (Atomics.load(cancelled, 0) !== 0) throw new CancelledError();
}
