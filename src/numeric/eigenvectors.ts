import { type Bracket, roundingOf } from "./eigenvalues.ts";
import { LANES, type Shooting } from "./shooting.ts";

/**
 * Eigenvectors whose eigenvalues differ by less than this, relative to the energy, are made
 * orthogonal explicitly; farther apart their rounding errors (about 1e-14 over the relative gap)
 * leave them orthogonal within 1e-10 by themselves.
 */
const CLOSE = 1e-4;

/** Bisection, the slowest way that an iteration can go, needs one pass for each bit of a float64. */
const MOST_PASSES = 64;

/** Takes one eigenpair: its place in the spectrum, energy q, and the unit vector's address. */
export type Visit = (index: number, q: number, vector: number) => void;

/**
 * Computes the eigenpairs of rising brackets, in their order, and hands each to `visit`; the vector
 * (float64, `shooting.rowLength` elements) is there only during the call.
 */
export function eigenpairs(shooting: Shooting, brackets: readonly Bracket[], visit: Visit): void {
  const { arena, rowLength } = shooting;
  const start = arena.take(0);
  const vectors = arena.take(LANES * rowLength * 8);
  const group = new Group(shooting);
  for (let k = 0; k < brackets.length; k += LANES) {
    const batch = brackets.slice(k, k + LANES);
    const energies = settle(shooting, batch);
    // All are written before any is made orthogonal, which may shoot anew.
    const pairs = energies.map((q, lane) => ({ q, vector: vectors + lane * rowLength * 8 }));
    pairs.forEach(({ vector }, lane) => {
      shooting.writeVector(lane, vector);
    });
    pairs.forEach(({ q, vector }, lane) => {
      group.orthogonalise(q, vector);
      visit(batch[lane]!.index, q, vector);
    });
  }
  arena.giveBack(start);
}

/**
 * Rayleigh quotient iteration at up to eight eigenvalues, each kept inside its bracket; afterwards
 * the shooting holds the joined vectors. A step that leaves the bracket is cut short at its end, and
 * one that leaves it again from there is replaced by a bisection.
 */
function settle(shooting: Shooting, brackets: readonly Bracket[]): number[] {
  const bounds = brackets.map(({ lower, upper }) => ({ lower, upper }));
  let energies = brackets.map(({ lower, upper }) => (lower + upper) / 2);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const steps = shooting.join(energies).map(({ square, correction }, k) => {
      const { lower, upper } = bounds[k]!;
      const q = energies[k]!;
      const rounding = 16 * roundingOf(shooting, q) + (4 * Number.EPSILON) / square;
      const isSettled = Math.abs(correction) <= rounding || upper - lower <= rounding;
      const next = Math.max(lower, Math.min(upper, q + correction));
      return { next, isSettled, isStuck: !isSettled && next === q };
    });
    if (steps.every(({ isSettled }) => isSettled)) return steps.map(({ next }) => next);

    if (steps.some(({ isStuck }) => isStuck)) {
      const middles = bounds.map(({ lower, upper }) => (lower + upper) / 2);
      shooting.countBelow(middles).forEach((below, k) => {
        if (!steps[k]!.isStuck) return;
        if (below > brackets[k]!.index) bounds[k]!.upper = middles[k]!;
        else bounds[k]!.lower = middles[k]!;
      });
    }
    energies = steps.map(({ next, isSettled, isStuck }, k) => {
      if (isSettled) return energies[k]!;
      return isStuck ? (bounds[k]!.lower + bounds[k]!.upper) / 2 : next;
    });
  }
  return energies;
}

/** The eigenvectors found last whose energies are close to one another. */
class Group {
  readonly #shooting: Shooting;
  readonly #members: number[] = [];
  #lastEnergy = Number.NEGATIVE_INFINITY;
  #size = 0;

  constructor(shooting: Shooting) {
    this.#shooting = shooting;
  }

  /**
   * Makes a unit vector orthogonal to the members and adds it to them; a vector whose energy is not
   * close to theirs begins a new group.
   */
  orthogonalise(q: number, vector: number): void {
    const scale = Math.abs(q) + Math.max(0, -this.#shooting.lowest);
    if (q - this.#lastEnergy > CLOSE * scale) this.#size = 0;
    this.#lastEnergy = q;
    if (this.#size > 0 && this.#project(vector) < 0.5) this.#iterate(q, vector);
    this.#keep(vector);
  }

  /**
   * Pairs that coincide to rounding join to the same vector twice; what is left of the second after
   * projection is noise. Inverse iteration from elsewhere finds the rest of their common space.
   */
  #iterate(q: number, vector: number): void {
    const { arena, points, rowLength } = this.#shooting;
    const start = arena.float64(vector, rowLength);
    let seed = 1;
    for (let i = 0; i < points; i++) {
      seed = (seed * 48271) % 2147483647;
      start[i] = seed / 2147483647 - 0.5;
    }
    this.#project(vector);
    for (let pass = 0; pass < 4; pass++) {
      this.#shooting.inverseIterate(q, vector);
      this.#normalise(vector);
      if (this.#project(vector) > 0.1 && pass > 0) return;
    }
  }

  /** Projects the members out, twice for rounding, normalises, and returns |what was left|². */
  #project(vector: number): number {
    const { kernels, rowLength } = this.#shooting;
    let left = 1;
    for (let time = 0; time < 2; time++) {
      for (let k = 0; k < this.#size; k++) {
        const member = this.#members[k]!;
        const overlap = kernels.dot(member, vector, rowLength);
        kernels.addMultiple(member, -overlap, vector, rowLength);
      }
      left *= this.#normalise(vector);
    }
    return left;
  }

  #normalise(vector: number): number {
    const { kernels, rowLength } = this.#shooting;
    const square = kernels.dot(vector, vector, rowLength);
    if (square > 0) kernels.scale(vector, 1 / Math.sqrt(square), rowLength);
    return square;
  }

  #keep(vector: number): void {
    const { arena, rowLength } = this.#shooting;
    const place = this.#members[this.#size] ?? arena.take(rowLength * 8);
    this.#members[this.#size++] = place;
    arena.float64(place, rowLength).set(arena.float64(vector, rowLength));
  }
}
