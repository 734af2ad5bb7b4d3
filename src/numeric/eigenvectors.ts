import { type Bracket, roundingOf } from "./eigenvalues.ts";
import { type Joined, LANES, Shooting } from "./shooting.ts";

/**
 * Eigenvectors whose eigenvalues differ by less than this, relative to the energy, are made
 * orthogonal explicitly; farther apart their rounding errors (about 1e-14 over the relative gap)
 * leave them orthogonal within 1e-10 by themselves.
 */
const CLOSE = 1e-4;

/** Vectors kept, at their knots, until those before them are done; a lane runs no farther ahead. */
const RING = 8 * LANES;

/** Bisection, the slowest way that an iteration can go, takes two passes a bit of a float64. */
const MOST_PASSES = 128;

/** A step that would leave the bracket goes this part of the way to its end. */
const CUT = 1 - 1 / 1024;

/** Takes one eigenpair: its place in the spectrum, energy q, and the unit vector's address. */
export type Visit = (index: number, q: number, vector: number) => void;

/** Where the iteration for one bracket stands. */
interface Iterate {
  /** Which bracket it is. */
  readonly at: number;
  q: number;
  lower: number;
  upper: number;
  passes: number;
  /** What the last pass added to q. */
  correction: number;
  /** The last step would have left the bracket. */
  hasEscaped: boolean;
}

/**
 * Computes the eigenpairs of rising brackets by Rayleigh quotient iteration, eight at a time, and
 * hands each to `visit` in their order; the vector (float64, `shooting.rowLength` elements) is there
 * only during the call.
 */
export function eigenpairs(shooting: Shooting, brackets: readonly Bracket[], visit: Visit): void {
  const { arena, knots, rowLength } = shooting;
  const start = arena.take(0);
  const ring = arena.take(RING * knots * 8);
  const knotsOf = (at: number) => ring + (at % RING) * knots * 8;
  const vector = arena.take(rowLength * 8);
  const energies = new Float64Array(brackets.length).fill(Number.NaN);
  const group = new Group(shooting);
  let lanes: Iterate[] = [];
  let begun = 0;
  let visited = 0;
  while (visited < brackets.length) {
    while (lanes.length < LANES && begun < Math.min(brackets.length, visited + RING)) {
      const { lower, upper } = brackets[begun]!;
      const q = (lower + upper) / 2;
      const correction = Number.POSITIVE_INFINITY;
      lanes.push({ at: begun++, q, lower, upper, passes: 0, correction, hasEscaped: false });
    }
    const joined = shooting.join(lanes.map(({ q }) => q));
    const unsettled = lanes.filter((iterate, lane) => {
      if (!hasSettled(shooting, iterate, joined[lane]!)) return true;
      energies[iterate.at] = iterate.q + joined[lane]!.correction;
      shooting.writeKnots(lane, knotsOf(iterate.at));
      return false;
    });
    for (const iterate of unsettled) {
      step(shooting, iterate, brackets[iterate.at]!.index, joined[lanes.indexOf(iterate)]!);
    }
    lanes = unsettled;
    for (; visited < begun && !Number.isNaN(energies[visited]!); visited++) {
      const q = energies[visited]!;
      const next = brackets[visited + 1];
      shooting.writeVector(q, knotsOf(visited), vector);
      group.orthogonalise(q, vector, next !== undefined && group.isClose(q, next.lower));
      visit(brackets[visited]!.index, q, vector);
    }
  }
  arena.giveBack(start);
}

/**
 * Moves an iterate on, inside its bracket. When a step would leave it, the eigenvalue may be just at
 * the end: a count tells. If it is not, the step is cut short of the end, and the next one that would
 * leave is replaced by a bisection, for it is drawn to a neighbour beyond.
 */
function step(shooting: Shooting, iterate: Iterate, index: number, { correction }: Joined): void {
  const { q, lower, upper } = iterate;
  const next = q + correction;
  iterate.passes++;
  iterate.correction = correction;
  if (lower < next && next < upper) {
    iterate.q = next;
    iterate.hasEscaped = false;
  } else if (!iterate.hasEscaped) {
    const isUp = correction > 0;
    const inside = isUp
      ? Math.max(lower, upper - roundingOf(shooting, upper))
      : Math.min(upper, lower + roundingOf(shooting, lower));
    const isAbove = shooting.countBelow([inside])[0]! <= index;
    if (isAbove) iterate.lower = inside;
    else iterate.upper = inside;
    const isAtEnd = isAbove === isUp;
    iterate.q = isAtEnd ? (iterate.lower + iterate.upper) / 2 : q + CUT * (inside - q);
    iterate.hasEscaped = true;
  } else {
    const middle = (lower + upper) / 2;
    if (shooting.countBelow([middle])[0]! > index) iterate.upper = middle;
    else iterate.lower = middle;
    iterate.q = (iterate.lower + iterate.upper) / 2;
    iterate.hasEscaped = false;
  }
}

/**
 * Whether an iterate is as good as it gets: its correction is rounding of its own energy, or rounding
 * of the deepest well and no longer shrinking.
 */
function hasSettled(
  shooting: Shooting,
  { q, lower, upper, passes, correction: last }: Iterate,
  { square, correction }: Joined,
): boolean {
  const fine = 32 * Number.EPSILON * Math.abs(q) + (4 * Number.EPSILON) / square;
  const coarse = fine + 16 * roundingOf(shooting, q);
  const size = Math.abs(correction);
  return (
    size <= fine ||
    (size <= coarse && size > Math.abs(last) / 4) ||
    upper - lower <= roundingOf(shooting, q) ||
    passes === MOST_PASSES
  );
}

/** The eigenvectors found last whose energies are close to the next. */
class Group {
  readonly #shooting: Shooting;
  /** With a knot at every point, for inverse iteration. Made when it is needed first. */
  #everyPoint: Shooting | undefined;
  #members: { readonly q: number; readonly vector: number }[] = [];
  /** Memory of members that left. */
  readonly #free: number[] = [];

  constructor(shooting: Shooting) {
    this.#shooting = shooting;
  }

  /** Whether two energies are close. */
  isClose(a: number, b: number): boolean {
    return Math.abs(a - b) <= CLOSE * (Math.abs(a) + Math.max(0, -this.#shooting.lowest));
  }

  /**
   * Makes a unit vector orthogonal to the members whose energies are close to its own; the others
   * leave. It becomes a member if the next energy may be close to it.
   */
  orthogonalise(q: number, vector: number, mayHaveNext: boolean): void {
    const [close, far] = partition(this.#members, (member) => this.isClose(q, member.q));
    this.#members = close;
    this.#free.push(...far.map((member) => member.vector));
    if (close.length > 0 && this.#project(vector) < 0.5) this.#iterate(q, vector);
    if (mayHaveNext) this.#keep(q, vector);
  }

  /**
   * Pairs that coincide to rounding join to the same vector twice; what is left of the second after
   * projection is noise. Inverse iteration finds the rest of their common space, at an energy beside
   * theirs: exactly at it the Green's function has one vector only.
   */
  #iterate(q: number, vector: number): void {
    const { kernels, arena, g, points, rowLength } = this.#shooting;
    this.#everyPoint ??= new Shooting(kernels, arena, g);
    const start = arena.float64(vector, rowLength);
    let seed = 1;
    for (let i = 0; i < points; i++) {
      seed = (seed * 48271) % 2147483647;
      start[i] = seed / 2147483647 - 0.5;
    }
    const rounding = roundingOf(this.#shooting, q);
    for (let pass = 1; pass <= 4; pass++) {
      this.#everyPoint.inverseIterate(q + pass * rounding, vector);
      this.#normalise(vector);
      if (this.#project(vector) > 0.1) return;
    }
  }

  /** Projects the members out, twice for rounding, normalises, and returns |what was left|². */
  #project(vector: number): number {
    const { kernels, rowLength } = this.#shooting;
    let left = 1;
    for (let time = 0; time < 2; time++) {
      for (const member of this.#members) {
        const overlap = kernels.dot(member.vector, vector, rowLength);
        kernels.addMultiple(member.vector, -overlap, vector, rowLength);
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

  #keep(q: number, vector: number): void {
    const { arena, rowLength } = this.#shooting;
    const place = this.#free.pop() ?? arena.take(rowLength * 8);
    this.#members.push({ q, vector: place });
    arena.float64(place, rowLength).set(arena.float64(vector, rowLength));
  }
}

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
