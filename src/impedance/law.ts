/** What every law of an element is: its impedance and how that follows its parameters. */
import type { Band, Vector } from "./band.ts";

/**
 * An element's law. Its parameters are consecutive numbers of a longer array, the first of them at
 * `first`, within the bounds of `elements.ts`. Nothing is allocated by either function.
 */
export interface Law {
  /** Writes the impedance at each frequency, in Ω, to `z`. */
  readonly impedance: (parameters: Float64Array, first: number, band: Band, z: Vector) => void;
  /**
   * Given the impedance in `z`, writes ∂Z/∂ln p to `slopes`, one vector per parameter p. By the
   * logarithm, so that a slope is in Ω whatever the parameter's own unit.
   */
  readonly slopes: (
    parameters: Float64Array,
    first: number,
    band: Band,
    z: Vector,
    slopes: readonly Vector[],
  ) => void;
}

/** Writes `factor`·z to `into`: the slope by ln p of what is proportional to a power of p. */
export function scale(z: Vector, factor: number, into: Vector): void {
  for (let i = 0; i < z.re.length; i++) {
    into.re[i] = factor * z.re[i]!;
    into.im[i] = factor * z.im[i]!;
  }
}
