/**
 * The part of the spectrum that the packet occupies: eigenstates of the 3-point Hamiltonian on the
 * grid, and the packet's coefficients in them. Solved once a request.
 */
import { Arena } from "#src/numeric/arena.ts";
import { bracketEigenvalues } from "#src/numeric/eigenvalues.ts";
import { eigenpairs } from "#src/numeric/eigenvectors.ts";
import type { Kernels } from "#src/numeric/kernels.ts";
import { Shooting } from "#src/numeric/shooting.ts";
import { initialPacket, support } from "./packet.ts";
import { grid, potential } from "./potential.ts";
import { hoppingEnergy, type Problem, spacing } from "./problem.ts";

/**
 * The most weight 1 − Σ|c_n|² that may be left out. A left-out weight w disturbs ψ by √w in the mean
 * square: 4·10⁻⁷ here, about the rounding of the float32 frames.
 */
const WEIGHT_TOLERANCE = 2e-13;

/**
 * Half-width of the first window in wavenumber, in units of 1/sigma: outside it a free Gaussian has
 * the weight erfc(7.5/√2) = 6·10⁻¹⁴.
 */
const FIRST_REACH = 7.5;

/** How much wider each further window is. */
const WIDENING = 1.5;

/**
 * Rounding of Σ|c_n|², which grows with the density of the levels: a shortfall below this that
 * widening hardly changes is rounding, not weight left out.
 */
const WEIGHT_ROUNDING = 2e-12;

/** Eigenstates and coefficients that reproduce the packet within `WEIGHT_TOLERANCE`. */
export interface Spectrum {
  readonly points: number;
  /** Number of states kept. */
  readonly states: number;
  /** E_n of the states kept, rising. */
  readonly energies: Float64Array;
  /** c_n of the states kept: real and imaginary parts in turn, Σ|c_n|² = 1 − `leftOut`. */
  readonly coefficients: Float64Array;
  /** The unit eigenvectors kept, packed as the kernel `product` reads them. */
  readonly panels: Float32Array<SharedArrayBuffer>;
  /** Eigenvalues solved, kept or not, rising and without a gap between the first and the last. */
  readonly levels: Float64Array;
  /** 1 − Σ|c_n|² over the states kept. */
  readonly leftOut: number;
}

/** What a caller may ask of `solve` beside the problem. */
export interface SolveOptions {
  /** Begin `levels` with the ground state, even where the packet does not occupy it. */
  readonly fromGroundState?: boolean;
  /** Told how many states will be solved before they are; throwing from it ends the solve. */
  readonly admit?: (size: { states: number; points: number }) => void;
  /** Asked now and then; throwing from it ends the solve. */
  readonly checkpoint?: () => void;
}

/** A state found: its energy over hopping energy, coefficient, and float32 vector's address. */
interface State {
  readonly q: number;
  readonly real: number;
  readonly imag: number;
  readonly row: number;
}

/** Solves the problem's eigenstates, as many as the packet occupies. */
export function solve(problem: Problem, kernels: Kernels, options: SolveOptions = {}): Spectrum {
  const arena = new Arena(kernels);
  const x = grid(problem);
  const hopping = hoppingEnergy(problem);
  const g = potential(problem, x).map((v) => v / hopping);
  const findStates = stateFinder(problem, kernels, arena, x, options.checkpoint);

  const states: State[] = [];
  let first: number | undefined;
  let last = 0;
  let lastShortfall = 1;
  for (let reach = FIRST_REACH; ; reach *= WIDENING) {
    const [low, high] = energyWindow(problem, reach / problem.sigma);
    const bottom = options.fromGroundState ? Number.NEGATIVE_INFINITY : low;
    const shooting = new Shooting(kernels, arena, g, bottom, high);
    const [from, to] = shooting.countBelow([shooting.lower, shooting.upper]) as [number, number];
    options.admit?.({ states: to - from, points: shooting.points });
    states.unshift(...findStates(shooting, from, first ?? from));
    states.push(...findStates(shooting, first === undefined ? from : last, to));
    [first, last] = [from, to];
    const shortfall = 1 - states.reduce((sum, state) => sum + weightOf(state), 0);
    if (shortfall <= WEIGHT_TOLERANCE / 2) break;
    if (from === 0 && to === g.length) break;
    if (shortfall <= WEIGHT_ROUNDING && shortfall > 0.9 * lastShortfall) break;
    lastShortfall = shortfall;
  }

  const kept = prune(states, WEIGHT_TOLERANCE / 2);
  return {
    points: g.length,
    states: kept.length,
    energies: Float64Array.from(kept, ({ q }) => q * hopping),
    coefficients: Float64Array.from(kept.flatMap(({ real, imag }) => [real, imag])),
    panels: pack(kernels, arena, kept, g.length),
    levels: Float64Array.from(states, ({ q }) => q * hopping),
    leftOut: 1 - kept.reduce((sum, state) => sum + weightOf(state), 0),
  };
}

function weightOf({ real, imag }: State): number {
  return real * real + imag * imag;
}

/**
 * Energies over hopping energy between which a free packet has its wavenumbers k₀ ± reach, by the
 * lattice's dispersion q = 2 − 2cos(k dx); a side that passes the band's edge takes all beyond it.
 */
function energyWindow(problem: Problem, reach: number): [number, number] {
  const dx = spacing(problem);
  const turn = 2 * Math.PI;
  const folded = ((problem.momentum * dx) / problem.hbar / turn) % 1;
  const phase = Math.abs(folded > 0.5 ? folded - 1 : folded < -0.5 ? folded + 1 : folded) * turn;
  const low = phase - reach * dx;
  const high = phase + reach * dx;
  return [
    low <= 0 ? Number.NEGATIVE_INFINITY : 2 - 2 * Math.cos(low),
    high >= Math.PI ? Number.POSITIVE_INFINITY : 2 - 2 * Math.cos(high),
  ];
}

/** Gives the function that finds the states with places `from` … `to − 1` of a shooting's range. */
function stateFinder(
  problem: Problem,
  kernels: Kernels,
  arena: Arena,
  x: Float64Array,
  checkpoint: () => void = () => {},
) {
  const packet = initialPacket(problem, x);
  const toUnit = Math.sqrt(spacing(problem));
  const { from: start, to: end } = support(packet);
  const [real, imag] = [packet.real, packet.imag].map((part) => {
    const pointer = arena.take((end - start) * 8);
    const vector = arena.float64(pointer, end - start);
    vector.fill(0);
    vector.set(part.subarray(start, end).map((value) => value * toUnit));
    return pointer;
  }) as [number, number];
  const coefficient = (vector: number, part: number) =>
    kernels.dot(vector + start * 8, part, end - start);

  return (shooting: Shooting, from: number, to: number): State[] => {
    const found: State[] = [];
    if (from >= to) return found;
    checkpoint();
    const { lower, upper, points, rowLength } = shooting;
    const brackets = bracketEigenvalues(
      shooting,
      from,
      to,
      samples(lower, upper, 2 * (to - from) + 1),
    );
    const rows = arena.take((to - from) * rowLength * 4);
    eigenpairs(shooting, brackets, (_, q, vector) => {
      const row = rows + found.length * rowLength * 4;
      kernels.toFloat32(vector, row, points);
      found.push({
        q,
        real: coefficient(vector, real),
        imag: coefficient(vector, imag),
        row,
      });
      checkpoint();
    });
    return found;
  };
}

/**
 * `count` energies from `low` to `high`, evenly spaced in wavenumber inside the lattice's band, where
 * the levels of a box are: two of them a level leave most levels alone between two samples. An odd
 * number keeps them off the levels of the empty box.
 */
function samples(low: number, high: number, count: number): number[] {
  const wavenumber = (q: number) => Math.acos(1 - Math.max(0, Math.min(4, q)) / 2);
  const from = wavenumber(low);
  const to = wavenumber(high);
  const inside = Array.from(
    { length: count - 1 },
    (_, k) => 2 - 2 * Math.cos(from + ((to - from) * (k + 1)) / count),
  );
  return [low, ...inside.filter((q) => low < q && q < high), high];
}

/** Drops the states of least weight, no more than `allowance` in sum; the others stay in order. */
function prune(states: readonly State[], allowance: number): State[] {
  const rising = states.toSorted((a, b) => weightOf(a) - weightOf(b));
  let dropped = 0;
  const isLast = rising.findIndex((state) => {
    dropped += weightOf(state);
    return dropped > allowance;
  });
  const least = weightOf(rising[isLast]!);
  return states.filter((state) => weightOf(state) >= least);
}

/** Packs the rows of the states and copies them to memory that all workers share. */
function pack(
  kernels: Kernels,
  arena: Arena,
  states: readonly State[],
  points: number,
): Float32Array<SharedArrayBuffer> {
  const length = Math.ceil(points / 8) * 8 * states.length;
  const rows = arena.take(states.length * 4);
  const panels = arena.take(length * 4);
  arena.uint32(rows, states.length).set(states.map(({ row }) => row));
  kernels.packColumns(rows, panels, points, states.length);
  const shared = new Float32Array(new SharedArrayBuffer(length * 4));
  shared.set(arena.float32(panels, length));
  return shared;
}
