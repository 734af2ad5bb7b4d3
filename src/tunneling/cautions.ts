/** What a valid problem may still get wrong, said before anyone trusts its picture. */
import { type Problem, spacing, type TunnelingFields } from "./problem.ts";
import {
  groupVelocity,
  momentumLimit,
  momentumSpread,
  partMovingAway,
  pointsInBarrier,
} from "./theory.ts";

/** Something to know about a problem, and the field of the request it concerns. */
export interface Caution {
  readonly path: keyof TunnelingFields;
  readonly message: string;
}

/** Distance, in units of sigma, at which 99.7 % of the packet's probability has been left behind. */
const reach = 1.5;

/** Relative error of the lattice's velocity above which it is worth saying. */
const velocityTolerance = 0.1;

/** Fewest grid points across a barrier that give its width to better than a quarter. */
const fewestPoints = 4;

/** Part of a packet that may move away from the barrier without a word. */
const mostAway = 0.01;

/** Everything to know about `problem`, the gravest first; empty for most. */
export function cautions(problem: Problem): Caution[] {
  return [momentumTooGreat, slowLattice, movingAway, overlap, cutByWall, coarseBarrier].flatMap(
    (caution) => caution(problem) ?? [],
  );
}

/**
 * Why scattering theory has no mean transmission of this packet, which is not a whole one that
 * arrives from outside; undefined where it has.
 */
export function outsideTheory(problem: Problem): Caution | undefined {
  return overlap(problem) ?? cutByWall(problem);
}

const digits = (value: number) => String(Number(value.toPrecision(3)));

function momentumTooGreat(problem: Problem): Caution | undefined {
  const limit = momentumLimit(problem);
  if (Math.abs(problem.momentum) + 3 * momentumSpread(problem) <= limit) return undefined;
  const message = `The grid cannot tell momenta beyond πħ/dx = ${digits(limit)} from smaller ones; part of this packet is beyond.`;
  return { path: Math.abs(problem.momentum) > limit ? "momentum" : "N", message };
}

function slowLattice(problem: Problem): Caution | undefined {
  const exact = problem.momentum / problem.mass;
  const onGrid = groupVelocity(problem, problem.momentum);
  if (Math.abs(onGrid - exact) <= velocityTolerance * Math.abs(exact)) return undefined;
  const message = `On this grid the packet moves at ${digits(onGrid)}, not at p₀/m = ${digits(exact)}; more intervals bring them together.`;
  return { path: "N", message };
}

function movingAway(problem: Problem): Caution | undefined {
  const { momentum, x0, barrierStart, barrierEnd } = problem;
  const away = momentum > 0 ? x0 > barrierEnd : momentum < 0 && x0 < barrierStart;
  if (away) return { path: "momentum", message: "The packet moves away from the barrier." };
  const part = partMovingAway(problem);
  if (part < mostAway || outsideTheory(problem)) return undefined;
  const message = `${digits(100 * part)} % of the packet moves away from the barrier, and counts as not transmitted.`;
  return { path: "momentum", message };
}

function overlap(problem: Problem): Caution | undefined {
  const { x0, sigma, barrierStart, barrierEnd, barrierHeight } = problem;
  const clear = x0 + reach * sigma < barrierStart || x0 - reach * sigma > barrierEnd;
  if (clear || barrierHeight === 0) return undefined;
  const message = "The packet starts on the barrier: part of it never arrives from outside.";
  return { path: "x0", message };
}

function cutByWall(problem: Problem): Caution | undefined {
  const { x0, sigma, xmin, xmax } = problem;
  if (x0 - reach * sigma > xmin && x0 + reach * sigma < xmax) return undefined;
  return { path: "sigma", message: "A wall of the box cuts the packet off." };
}

function coarseBarrier(problem: Problem): Caution | undefined {
  const points = pointsInBarrier(problem);
  if (points >= fewestPoints || problem.barrierHeight === 0) return undefined;
  const width = digits(points * spacing(problem));
  const message = `Only ${points} grid ${points === 1 ? "point is" : "points are"} inside the barrier; the grid sees it ${width} wide.`;
  return { path: "barrier_end", message };
}
