/** Where things are in the wave picture: its scales and its parts, in CSS pixels. */
import type { Problem } from "#src/tunneling/problem.ts";
import { groupVelocity, meanKineticEnergy, momentumSpread } from "#src/tunneling/theory.ts";
import { type Scale, scale } from "../plot/axis.ts";

/** Energies shown, with the barrier and the packet's energies inside. */
export interface EnergyRange {
  readonly min: number;
  readonly max: number;
}

/** The picture's layout for one size and one problem. */
export interface View {
  readonly width: number;
  readonly height: number;
  /** Positions, across both lanes. */
  readonly x: Scale;
  /** Energies in the upper lane; the density's zero is at energy 0. */
  readonly energy: Scale;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Lower edge of the lane of |ψ|² and V. */
  readonly middle: number;
  /** Upper and lower edge of the lane of Re ψ and Im ψ. */
  readonly lower: number;
  readonly bottom: number;
  /** Left and right edge of the packet's energy distribution. */
  readonly side: readonly [left: number, right: number];
  /** Whether there is room for the words on the axes. */
  readonly roomy: boolean;
}

/** The range in which a problem's energies are shown. */
export function energyRange(problem: Problem): EnergyRange {
  const mean = meanKineticEnergy(problem);
  const speed = Math.abs(groupVelocity(problem, problem.momentum));
  const spread = Math.max(speed * momentumSpread(problem), mean / 10);
  const top = Math.max(mean + 2.4 * spread, problem.barrierHeight * 1.25, -problem.barrierHeight);
  return { min: Math.min(0, problem.barrierHeight * 1.12), max: top * 1.04 };
}

/** Lays the picture out. */
export function layOut(width: number, height: number, problem: Problem, range: EnergyRange): View {
  const roomy = width >= 640;
  const [left, right] = roomy ? [60, width - 172] : [34, width - 40];
  const [top, bottom] = [10, height - (roomy ? 42 : 26)];
  const middle = top + (bottom - top) * 0.7;
  return {
    width,
    height,
    x: scale(problem.xmin, problem.xmax, left, right),
    energy: scale(range.min, range.max, middle, top),
    left,
    right,
    top,
    middle,
    lower: middle + (roomy ? 12 : 8),
    bottom,
    side: roomy ? [right + 62, width - 12] : [right - 46, right - 3],
    roomy,
  };
}
