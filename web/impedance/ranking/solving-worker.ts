/** A thread of the page that solves pieces of a sweep. */
import { type Solver, solverOf } from "#src/impedance/solver.ts";
import type { Sweep } from "#src/impedance/sweep.ts";
import { instantiateKernels } from "#src/numeric/kernels.ts";
import { answer } from "./asked-worker.ts";

let kernels: ReturnType<typeof instantiateKernels> | undefined;
let solver: Solver | undefined;

const answers = {
  /** Takes the compiled kernels; asked first, once. */
  begin: (module: WebAssembly.Module): void => {
    kernels = instantiateKernels(module);
  },
  /** Makes a sweep ready, in place of the one before. */
  prepare: (sweep: Sweep): void => {
    solver = solverOf(sweep, kernels!);
  },
  /** The resnorms of `count` points from `first` on. */
  rank: ({ first, count }: { readonly first: number; readonly count: number }): Float64Array => {
    const resnorms = new Float64Array(count);
    solver!.rank(first, resnorms);
    return resnorms;
  },
};

/** What the page may ask of it. */
export type SolvingWorker = typeof answers;

answer(answers);
