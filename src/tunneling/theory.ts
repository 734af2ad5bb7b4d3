/**
 * What scattering theory says about a problem before it is solved: how fast the packet goes, how it
 * is spread over momenta and energies, and how much of it the barrier lets through. Each is given on
 * the 3-point lattice that is simulated, and the transmission in the continuum as well, which the
 * lattice approaches as dx → 0. Natural units throughout.
 */
import { grid, potential } from "./potential.ts";
import { hoppingEnergy, type Problem, spacing } from "./problem.ts";

/** Transmission probability of a plane wave, 0 … 1, as a function of its energy. */
export type Transmission = (energy: number) => number;

/** ħ²/(m dx²), half the width of the lattice's energy band 0 … 2ħ²/(m dx²). */
function bandHalfWidth(problem: Problem): number {
  return 2 * hoppingEnergy(problem);
}

/** Greatest kinetic energy the lattice holds, 2ħ²/(m dx²). */
export function bandTop(problem: Problem): number {
  return 2 * bandHalfWidth(problem);
}

/** Greatest momentum the lattice can tell from others, πħ/dx. */
export function momentumLimit(problem: Problem): number {
  return (Math.PI * problem.hbar) / spacing(problem);
}

/** The lattice's dispersion, E(p) = (ħ²/(m dx²))·(1 − cos(p dx/ħ)); p²/2m as dx → 0. */
export function latticeEnergy(problem: Problem, momentum: number): number {
  const half = (momentum * spacing(problem)) / (2 * problem.hbar);
  return bandTop(problem) * Math.sin(half) ** 2;
}

/** Velocity of a narrow band of momenta, dE/dp = (ħ/(m dx))·sin(p dx/ħ); p/m as dx → 0. */
export function groupVelocity(problem: Problem, momentum: number): number {
  const dx = spacing(problem);
  return (problem.hbar / (problem.mass * dx)) * Math.sin((momentum * dx) / problem.hbar);
}

/** Standard deviation of the packet's momentum, ħ/sigma; its position's is sigma/2. */
export function momentumSpread(problem: Problem): number {
  return problem.hbar / problem.sigma;
}

/** |φ(p)|² of the packet at t = 0, normalised over all p: a Gaussian about p₀. */
export function momentumDensity(problem: Problem, momentum: number): number {
  const spread = momentumSpread(problem);
  const deviation = (momentum - problem.momentum) / spread;
  return Math.exp(-0.5 * deviation ** 2) / (spread * Math.sqrt(2 * Math.PI));
}

/**
 * The mean kinetic energy on the lattice, (ħ²/(m dx²))·(1 − cos(p₀dx/ħ)·exp(−(dx/sigma)²/2)): all of
 * the packet's mean energy while it is clear of barrier and walls.
 */
export function meanKineticEnergy(problem: Problem): number {
  const dx = spacing(problem);
  const blur = Math.exp(-0.5 * (dx / problem.sigma) ** 2);
  return bandHalfWidth(problem) * (1 - Math.cos((problem.momentum * dx) / problem.hbar) * blur);
}

/**
 * Probability per energy of the packet at t = 0 on the lattice: Σ |φ(p)|²/|v(p)| over the momenta
 * that have this energy, those the lattice cannot tell apart included. 0 outside the band.
 */
export function energyDensity(problem: Problem, energy: number): number {
  if (energy <= 0 || energy >= bandTop(problem)) return 0;
  const limit = momentumLimit(problem);
  const momentum = (2 * limit * Math.asin(Math.sqrt(energy / bandTop(problem)))) / Math.PI;
  const zone = Math.round(problem.momentum / (2 * limit));
  let density = 0;
  for (const image of [zone - 1, zone, zone + 1]) {
    density += momentumDensity(problem, 2 * limit * image + momentum);
    density += momentumDensity(problem, 2 * limit * image - momentum);
  }
  return density / groupVelocity(problem, momentum);
}

/**
 * Transmission through the barrier in the continuum, 1/(1 + V²sin²(κL)/(4E(E − V))) with
 * κ = √(2m(E − V))/ħ, continued through E = V and below it (any textbook's rectangular barrier).
 */
export function continuumTransmission(problem: Problem): Transmission {
  const { mass, hbar, barrierHeight } = problem;
  const length = problem.barrierEnd - problem.barrierStart;
  return (energy) => {
    if (energy <= 0) return 0;
    const kappaSquared = (2 * mass * (energy - barrierHeight)) / hbar ** 2;
    const kappa = Math.sqrt(Math.abs(kappaSquared));
    const wave = kappaSquared >= 0 ? Math.sin(kappa * length) : Math.sinh(kappa * length);
    const ratio = kappa * length < 1e-6 ? length : wave / kappa;
    return 1 / (1 + ((barrierHeight * ratio) / hbar) ** 2 * (mass / (2 * energy)));
  };
}

/**
 * Transmission through the barrier on the infinite lattice. With M grid points in the barrier,
 * b = ħ²/(m dx²), cos k = 1 − E/b and c = 1 − (E − V)/b, the M-fold product of the transfer matrix
 * ((2c, −1), (1, 0)) has Chebyshev polynomials for entries, and matching plane waves at both ends
 * gives T = 1/(1 + ((V/b)·U_{M−1}(c)/sin k)²). 0 outside the band.
 */
export function latticeTransmission(problem: Problem): Transmission {
  const half = bandHalfWidth(problem);
  const height = problem.barrierHeight;
  const points = pointsInBarrier(problem);
  return (energy) => {
    const e = energy / half;
    const sinSquared = e * (2 - e);
    if (!(sinSquared > 0)) return 0;
    const polynomial = chebyshevSecond(points, (energy - height) / half);
    return 1 / (1 + ((height / half) * polynomial) ** 2 / sinSquared);
  };
}

/** Most energies of half waves that are worth knowing: a curve has no more pixels. */
const mostHalfWaves = 2000;

/**
 * Energies at which 1/2, 1, 3/2 … half waves fit the barrier, ascending: its resonances, where all
 * is transmitted, and between them nearly where the least is. A curve of T(E) drawn through them
 * shows the tops that points evenly apart miss. Lattice: V + b(1 − cos(nπ/M)), n = 1/2 … M − 1/2;
 * continuum: V + (nπħ/L)²/2m, below `most`. The lowest 2000.
 */
export function halfWaveEnergies(
  problem: Problem,
  medium: "lattice" | "continuum",
  most: number,
): number[] {
  const { mass, hbar, barrierHeight } = problem;
  const width = problem.barrierEnd - problem.barrierStart;
  const points = pointsInBarrier(problem);
  const half = bandHalfWidth(problem);
  const energies: number[] = [];
  for (let i = 1; i <= mostHalfWaves; i++) {
    if (medium === "lattice" && i >= 2 * points) break;
    const wave = ((i / 2) * Math.PI) / (medium === "lattice" ? points : width);
    const energy =
      medium === "lattice"
        ? barrierHeight + half * (1 - Math.cos(wave))
        : barrierHeight + (hbar * wave) ** 2 / (2 * mass);
    if (energy > most) break;
    energies.push(energy);
  }
  return energies;
}

/** Grid points strictly inside the barrier. */
export function pointsInBarrier(problem: Problem): number {
  const raised = potential({ ...problem, barrierHeight: 1 }, grid(problem));
  return raised.reduce((sum, v) => sum + v, 0);
}

/** |U_{n−1}(1 − e)|, with the angle taken from e itself so that nothing cancels near c = ±1. */
function chebyshevSecond(n: number, e: number): number {
  const near = e <= 1 ? e : 2 - e;
  const root = Math.sqrt(Math.abs(near) / 2);
  const angle = 2 * (near >= 0 ? Math.asin(root) : Math.asinh(root));
  if (angle < 1e-9) return n;
  return Math.abs(
    near >= 0 ? Math.sin(n * angle) / Math.sin(angle) : Math.sinh(n * angle) / Math.sinh(angle),
  );
}

/**
 * How much of the packet the barrier lets through at their first encounter: the mean of
 * `transmission(energyOf(p))` over the packet's momenta, those that move away from the barrier
 * counted as not transmitted. Midpoint rule over ±6 standard deviations.
 */
export function predictedTransmission(
  problem: Problem,
  transmission: Transmission,
  medium: "lattice" | "continuum",
): number {
  const intervals = 4000;
  const step = (12 * momentumSpread(problem)) / intervals;
  const middle = (problem.barrierStart + problem.barrierEnd) / 2;
  const towards = problem.x0 <= middle ? 1 : -1;
  let mean = 0;
  for (let i = 0; i < intervals; i++) {
    const momentum = problem.momentum + (i + 0.5 - intervals / 2) * step;
    const onLattice = medium === "lattice";
    const velocity = onLattice ? groupVelocity(problem, momentum) : momentum / problem.mass;
    if (velocity * towards <= 0) continue;
    const energy = onLattice
      ? latticeEnergy(problem, momentum)
      : momentum ** 2 / (2 * problem.mass);
    mean += momentumDensity(problem, momentum) * transmission(energy) * step;
  }
  return mean;
}

/** Probability that the packet's momentum leads away from the barrier, 0 … 1. Midpoint rule. */
export function partMovingAway(problem: Problem): number {
  return 1 - predictedTransmission(problem, () => 1, "lattice");
}

/**
 * Standard deviation of the position of a packet that has moved freely for `time`:
 * √((sigma/2)² + (Δp·t·d²E/dp²)²), with d²E/dp² = cos(p₀dx/ħ)/m on the lattice.
 */
export function positionSpread(problem: Problem, time: number): number {
  const bend = Math.cos((problem.momentum * spacing(problem)) / problem.hbar) / problem.mass;
  return Math.hypot(problem.sigma / 2, momentumSpread(problem) * time * bend);
}

/** Standard deviations from a packet's centre beyond which its density is below 0.3 % of its peak. */
const visibleReach = 3.5;

/**
 * Greatest time, up to `most`, at which nothing to be seen of the packet has touched a wall: neither
 * of a packet that moves on freely nor of one that the barrier's near edge sent back.
 */
function timeBeforeWalls(problem: Problem, most: number): number {
  const { x0, barrierStart, barrierEnd, xmin, xmax } = problem;
  const drift = groupVelocity(problem, problem.momentum);
  const edge = drift >= 0 ? barrierStart : barrierEnd;
  const isAhead = (edge - x0) * drift > 0;
  const isClear = (time: number) => {
    const reach = visibleReach * positionSpread(problem, time);
    const centre = x0 + drift * time;
    const returned = 2 * edge - centre;
    const hasReturned = isAhead && (edge - centre) * drift < 0;
    const within = (at: number) => at - reach > xmin && at + reach < xmax;
    return within(centre) && (!hasReturned || within(returned));
  };
  let [clear, late] = [0, most];
  for (let i = 0; i < 50; i++) {
    const middle = (clear + late) / 2;
    if (isClear(middle)) clear = middle;
    else late = middle;
  }
  return late;
}

/**
 * Time by which a packet that moves at its group velocity has reached the barrier, met it, and left
 * it again as far as it came from, but before it is seen at a wall, as long as its centre and half
 * of it have passed the barrier by then; two significant digits. A packet that moves away, or hardly
 * moves, is given the time to reach a wall, or to spread that far.
 */
export function encounterTime(problem: Problem): number {
  const drift = groupVelocity(problem, problem.momentum);
  const speed = Math.max(Math.abs(drift), momentumSpread(problem) / problem.mass);
  const { x0, barrierStart, barrierEnd, xmin, xmax, sigma } = problem;
  const toWall = drift >= 0 ? xmax - x0 : x0 - xmin;
  const ahead = drift >= 0 ? barrierStart - x0 : x0 - barrierEnd;
  const through = drift >= 0 ? barrierEnd - x0 : x0 - barrierStart;
  const path = through <= 0 ? toWall : Math.min(toWall, Math.max(2 * ahead, through + 8 * sigma));
  const least = through <= 0 ? toWall / 2 : Math.min(toWall, through + sigma);
  const time = Math.max(least / speed, timeBeforeWalls(problem, path / speed));
  return Number(time.toPrecision(2));
}
