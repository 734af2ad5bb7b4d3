/** Frames from the spectrum: ψ(x, t) = Σ c_n exp(−i E_n t/ħ) φ_n(x), as one matrix product. */
import { Arena } from "#src/numeric/arena.ts";
import type { Kernels } from "#src/numeric/kernels.ts";
import { type Problem, spacing } from "./problem.ts";
import type { Spectrum } from "./spectrum.ts";

/** Computes `count` frames from `first` on: float32 [count][2][points], the real part then the imaginary. */
export type Evolution = (first: number, count: number) => Float32Array<ArrayBuffer>;

/** Rows of one panel of coefficients, and the frames they belong to: a real and an imaginary row each. */
const PANEL_ROWS = 6;
const PANEL_FRAMES = PANEL_ROWS / 2;

/** Time between two frames. */
export function frameInterval(problem: Problem): number {
  return problem.stride * problem.dt;
}

/** Puts the spectrum into the kernels' memory, which it takes over, and gives the evolution. */
export function createEvolution(problem: Problem, spectrum: Spectrum, kernels: Kernels): Evolution {
  const { points, states, energies, coefficients } = spectrum;
  const arena = new Arena(kernels);
  const amplitude = 1 / Math.sqrt(spacing(problem));
  const phases = energies.map((energy) => (energy * frameInterval(problem)) / problem.hbar);

  const panels = arena.take(spectrum.panels.byteLength);
  const turns = arena.take(states * 16);
  const current = arena.take(states * 16);
  const tile = arena.take(PANEL_ROWS * 8 * 4);
  const start = arena.take(0);
  arena.float32(panels, spectrum.panels.length).set(spectrum.panels);
  const turn = arena.float64(turns, states * 2);
  phases.forEach((phase, n) => {
    turn[2 * n] = Math.cos(phase);
    turn[2 * n + 1] = -Math.sin(phase);
  });

  return (first, count) => {
    const rows = 2 * count;
    const timed = arena.take(Math.ceil(count / PANEL_FRAMES) * PANEL_ROWS * states * 4);
    const frames = arena.take(rows * points * 4);
    const c = arena.float64(current, states * 2);
    phases.forEach((phase, n) => {
      const cos = amplitude * Math.cos(phase * first);
      const sin = -amplitude * Math.sin(phase * first);
      const [real, imag] = [coefficients[2 * n]!, coefficients[2 * n + 1]!];
      c[2 * n] = real * cos - imag * sin;
      c[2 * n + 1] = real * sin + imag * cos;
    });
    kernels.advance(current, turns, timed, states, count);
    kernels.product(timed, panels, frames, tile, rows, points, states);
    const computed = arena.float32(frames, rows * points).slice();
    arena.giveBack(start);
    return computed;
  };
}
