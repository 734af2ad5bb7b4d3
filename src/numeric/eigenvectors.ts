import { type Bracket, roundingOf } from "./eigenvalues.ts";
import { type Joined, LANES, type Shooting } from "./shooting.ts";

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

/** Where an iteration stands. */
interface Iterate {
  q: number;
  lower: number;
  upper: number;
  /** The last step would have left the bracket. */
  hasEscaped: boolean;
}

/** A step that would leave the bracket goes this part of the way to its end. */
const CUT = 1 - 1 / 1024;

/**
 * Rayleigh quotient iteration at up to eight eigenvalues, each kept inside its bracket; afterwards
 * the shooting holds the joined vectors. The first step that would leave the bracket is cut short of
 * its end, for the eigenvalue may be just there; the next one is drawn to a neighbour beyond, and
 * the bracket is bisected.
 */
function settle(shooting: Shooting, brackets: readonly Bracket[]): number[] {
  const iterates = brackets.map(
    ({ lower, upper }): Iterate => ({ q: (lower + upper) / 2, lower, upper, hasEscaped: false }),
  );
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const joined = shooting.join(iterates.map(({ q }) => q));
    const moving = iterates.filter((at, k) => !hasSettled(shooting, at, joined[k]!));
    if (moving.length === 0) return iterates.map(({ q }, k) => q + joined[k]!.correction);

    const middles = iterates.map(({ lower, upper }) => (lower + upper) / 2);
    let belowMiddles: number[] | undefined;
    for (const [k, at] of iterates.entries()) {
      if (!moving.includes(at)) continue;
      const next = at.q + joined[k]!.correction;
      if (at.lower < next && next < at.upper) {
        at.q = next;
        at.hasEscaped = false;
      } else if (!at.hasEscaped) {
        at.q += CUT * ((next > at.q ? at.upper : at.lower) - at.q);
        at.hasEscaped = true;
      } else {
        belowMiddles ??= shooting.countBelow(middles);
        if (belowMiddles[k]! > brackets[k]!.index) at.upper = middles[k]!;
        else at.lower = middles[k]!;
        at.q = (at.lower + at.upper) / 2;
        at.hasEscaped = false;
      }
    }
  }
  return iterates.map(({ q }) => q);
}

function hasSettled(
  shooting: Shooting,
  { q, lower, upper }: Iterate,
  { square, correction }: Joined,
): boolean {
  const rounding = 16 * roundingOf(shooting, q) + (4 * Number.EPSILON) / square;
  return Math.abs(correction) <= rounding || upper - lower <= rounding;
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
   * projection is noise. Inverse iteration finds the rest of their common space, at an energy beside
   * theirs: exactly at it the Green's function has one vector only.
   */
  #iterate(q: number, vector: number): void {
    const { arena, points, rowLength } = this.#shooting;
    const start = arena.float64(vector, rowLength);
    let seed = 1;
    for (let i = 0; i < points; i++) {
      seed = (seed * 48271) % 2147483647;
      start[i] = seed / 2147483647 - 0.5;
    }
    const rounding = roundingOf(this.#shooting, q);
    for (let pass = 1; pass <= 4; pass++) {
      this.#shooting.inverseIterate(q + pass * rounding, vector);
      this.#normalise(vector);
      if (this.#project(vector) > 0.1) return;
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
