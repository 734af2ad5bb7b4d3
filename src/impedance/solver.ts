/** Solves a sweep, piece by piece: any points, in any order, as often as they are wanted. */
import { bandOf, vector } from "./band.ts";
import { pointAt } from "./grid.ts";
import { compile, evaluator } from "./program.ts";
import { metrics } from "./resnorm.ts";
import { type Columns, type Sweep, spectrumColumns } from "./sweep.ts";

/** A sweep made ready. It has registers of its own: it is for one thread. */
export interface Solver {
  /**
   * Measures `into.length` points of the grid from `first` on against the reference, in float64;
   * NaN where a spectrum is no number.
   */
  rank(first: number, into: Float64Array): void;
  /**
   * Writes the spectra of points: [indices][frequencies][columns] float32, within 5·10⁻⁶ of float64.
   */
  spectra(indices: Uint32Array, columns: Columns, into: Float32Array): void;
}

/** Makes a sweep ready to be solved. */
export function solverOf(sweep: Sweep): Solver {
  const { grid, reference } = sweep;
  const band = bandOf(sweep.frequencies);
  const evaluate = evaluator(compile(sweep.circuit), band);
  const parameters = new Float64Array(grid.parameters.length);
  const z = vector(band.count);
  const metric = metrics[sweep.metric];
  return {
    rank(first, into) {
      for (let i = 0; i < into.length; i++) {
        pointAt(grid, first + i, parameters);
        evaluate(parameters, z);
        into[i] = metric.of(z, reference);
      }
    },
    spectra(indices, columns, into) {
      const width = spectrumColumns[columns].length;
      let at = 0;
      for (const index of indices) {
        pointAt(grid, index, parameters);
        evaluate(parameters, z);
        for (let f = 0; f < band.count; f++, at += width) {
          const re = z.re[f]!;
          const im = z.im[f]!;
          into[at] = re;
          into[at + 1] = im;
          if (columns === "complex") continue;
          into[at + 2] = Math.hypot(re, im);
          into[at + 3] = (Math.atan2(im, re) * 180) / Math.PI;
        }
      }
    },
  };
}
