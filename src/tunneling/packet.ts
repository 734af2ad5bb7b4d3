/** The wave packet at time zero. */
import { type Problem, spacing } from "./problem.ts";

/** A complex function on the grid, its parts apart. */
export interface ComplexField {
  readonly real: Float64Array;
  readonly imag: Float64Array;
}

/**
 * ψ₀ ∝ exp(−(x − x0)²/sigma²)·exp(i p₀ (x − x0)/ħ) at each point of `x`, normalised on the grid:
 * Σ|ψ₀|²dx = 1.
 */
export function initialPacket(problem: Problem, x: Float64Array): ComplexField {
  const { sigma, x0, momentum, hbar } = problem;
  const envelope = x.map((at) => Math.exp(-(((at - x0) / sigma) ** 2)));
  const square = envelope.reduce((sum, value) => sum + value * value, 0);
  const norm = 1 / Math.sqrt(square * spacing(problem));
  return {
    real: x.map((at, i) => norm * envelope[i]! * Math.cos((momentum * (at - x0)) / hbar)),
    imag: x.map((at, i) => norm * envelope[i]! * Math.sin((momentum * (at - x0)) / hbar)),
  };
}

/** Beyond this part of its peak a packet is nothing in float64. */
const NOTHING = 1e-18;

/**
 * The points `from` … `to − 1`, outside which a packet is nothing. Both are even: `to − 1` may be the
 * right wall.
 */
export function support({ real, imag }: ComplexField): { from: number; to: number } {
  const size = real.map((value, i) => Math.abs(value) + Math.abs(imag[i]!));
  const least = NOTHING * size.reduce((a, b) => Math.max(a, b));
  const first = size.findIndex((value) => value > least);
  const last = size.findLastIndex((value) => value > least);
  return { from: first - (first % 2), to: last + 2 - (last % 2) };
}
