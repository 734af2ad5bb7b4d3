/** Solves a sweep, piece by piece: any points, in any order, as often as they are wanted. */
import type { Kernels } from "#src/numeric/kernels.ts";
import { PartsInMemory } from "./solver-memory.ts";
import { rankerOf } from "./solver-rank.ts";
import { spectraWriter } from "./solver-spectra.ts";
import type { Columns, Sweep } from "./sweep.ts";

/** A sweep made ready. It has a memory of its own: it is for one thread. */
export interface Solver {
  /**
   * Measures `into.length` points of the grid from `first` on against the reference, in float64;
   * NaN where a spectrum is no number. A point's measure is the same to the last bit whatever is
   * measured with it.
   */
  rank(first: number, into: Float64Array): void;
  /**
   * Writes the spectra of points: [indices][frequencies][columns] float32, within 5·10⁻⁶ of float64.
   */
  spectra(indices: Uint32Array, columns: Columns, into: Float32Array): void;
}

/**
 * Makes a sweep ready to be solved: lays out tables of its parts, of 64 MiB at most.
 * @param kernels whose memory it takes: a solver made before with the same ones is no good any more
 */
export function solverOf(sweep: Sweep, kernels: Kernels): Solver {
  const parts = new PartsInMemory(sweep, kernels);
  return { rank: rankerOf(sweep, parts), spectra: spectraWriter(sweep, parts) };
}
