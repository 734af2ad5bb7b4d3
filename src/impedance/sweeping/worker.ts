/** The tasks of sweeps that run in worker threads. A thread is one sweep's, and then may be the next one's. */
import { move, workerData } from "piscina";
import { instantiateKernels } from "#src/numeric/kernels.ts";
import { type Identifiability, identifiability } from "../identifiability.ts";
import { ranked } from "../order.ts";
import { type Solver, solverOf } from "../solver.ts";
import type { Columns, Sweep } from "../sweep.ts";

/** A sweep that is under way. */
export interface Running {
  /** Tells one from another, so that its next task finds it made ready. */
  readonly run: number;
  readonly sweep: Sweep;
}

/** Measure points of the grid that no thread has taken yet. */
export interface RankTask extends Running {
  /** Where every point's measure is written. */
  readonly resnorms: Float64Array<SharedArrayBuffer>;
  /** The first point that no thread has taken. */
  readonly next: Int32Array<SharedArrayBuffer>;
}

/** Compute spectra. */
export interface SpectraTask extends Running {
  /** Numbers of the points. */
  readonly indices: Uint32Array;
  readonly columns: Columns;
  /** Long enough for their spectra; given back. */
  readonly buffer: ArrayBuffer;
}

/** Say what the spectrum at a point says. */
export interface IdentifyTask {
  readonly sweep: Sweep;
  /** All parameters of the point. */
  readonly parameters: Float64Array;
}

/**
 * Impedances measured between two looks at the clock: from a millisecond for the fastest circuits to
 * half a second for the slowest.
 */
const slabImpedances = { least: 2 ** 18, most: 2 ** 24 } as const;
/** A task ends about so soon, in milliseconds, and says how far it came. */
const TURN_MS = 50;

const kernels = workerData as WebAssembly.Module;
let ready: { readonly run: number; readonly solver: Solver } | undefined;

/** Measures points for a while; answers how many. */
export function rankTask({ resnorms, next, ...running }: RankTask): number {
  const { sweep } = running;
  const slab = slabOf(sweep);
  const end = performance.now() + TURN_MS;
  let measured = 0;
  do {
    const first = Atomics.add(next, 0, slab);
    if (first >= sweep.grid.size) break;
    const points = resnorms.subarray(first, first + slab);
    solverOfRun(running).rank(first, points);
    measured += points.length;
  } while (performance.now() < end);
  return measured;
}

/** The numbers of the points, best first, transferred to whoever asked. */
export function orderTask(resnorms: Float64Array<SharedArrayBuffer>) {
  return move(ranked(resnorms).buffer);
}

/** The points' spectra, in the buffer that came with the task. */
export function spectraTask({ indices, columns, buffer, ...running }: SpectraTask) {
  solverOfRun(running).spectra(indices, columns, new Float32Array(buffer));
  return move(buffer);
}

/** What the spectrum at a point says of its parameters. */
export function identifyTask({ sweep, parameters }: IdentifyTask): Identifiability {
  return identifiability(sweep.circuit, parameters, sweep.frequencies);
}

/**
 * Points measured at once: whole values of an outer axis, so that points which differ only by an
 * exchange of two parts of the circuit are together, and one of each pair is measured.
 */
function slabOf({ grid, frequencies }: Sweep): number {
  const { least, most } = slabImpedances;
  const strides = grid.axes.map(({ stride }) => stride);
  const stride = Math.max(1, ...strides.filter((points) => points * frequencies.length <= most));
  return stride * Math.max(1, Math.floor(least / (stride * frequencies.length)));
}

/** The solver of a sweep, in a memory of its own: that of the sweep before is let go. */
function solverOfRun({ run, sweep }: Running): Solver {
  if (ready?.run !== run) {
    ready = undefined;
    ready = { run, solver: solverOf(sweep, instantiateKernels(kernels)) };
  }
  return ready.solver;
}
