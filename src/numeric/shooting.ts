import type { Arena } from "./arena.ts";
import type { Kernels } from "./kernels.ts";

/** Energies treated at once. */
export const LANES = 8;

/** Growth allowed between two looks at the size of a solution: 2^120 leaves room for products. */
const BLOCK_GROWTH = 120;
const LONGEST_BLOCK = 16;

const FLOAT64 = 8;
const INT64 = 8;
/** Bytes of one block's eight scales or sums of squares. */
const ROW = LANES * FLOAT64;
/** Bytes of what the kernel `joinShots` says of one lane: r, u_r, w_r, |z|², correction. */
const JOIN = 5 * FLOAT64;

/** One shot from each wall, joined at the point where the two are largest. */
export interface Joined {
  /** |z|² of the joined vector z, which is 1 at the joining point. */
  readonly square: number;
  /** What to add to the energy to get the vector's Rayleigh quotient. */
  readonly correction: number;
}

/**
 * The tridiagonal matrix with 2 + g_i on the diagonal and −1 beside it, laid out in a kernel's memory
 * for shooting solutions of (H − q)u = 0 from both ends. Energies are in units of the hopping energy.
 */
export class Shooting {
  readonly kernels: Kernels;
  readonly arena: Arena;
  readonly points: number;
  /** Length of a float64 vector in memory: `points`, padded to an even number. */
  readonly rowLength: number;
  /** All eigenvalues are above this: the lowest g. */
  readonly lowest: number;
  /** All eigenvalues are below this: the highest g, and the band's width of 4. */
  readonly highest: number;
  readonly #block: number;
  readonly #g: number;
  readonly #q: number;
  readonly #counts: number;
  readonly #joins: number;
  readonly #left: Shot;
  readonly #right: Shot;

  /** @param g potential over hopping energy, one value a grid point */
  constructor(kernels: Kernels, arena: Arena, g: Float64Array) {
    this.kernels = kernels;
    this.arena = arena;
    this.points = g.length;
    this.rowLength = g.length + (g.length % 2);
    const lowest = g.reduce((a, b) => Math.min(a, b));
    const highest = g.reduce((a, b) => Math.max(a, b)) + 4;
    this.lowest = lowest - 4 * Number.EPSILON * Math.abs(lowest);
    this.highest = highest + 4 * Number.EPSILON * Math.abs(highest);
    const growth = Math.log2(2 + this.highest - this.lowest);
    this.#block = Math.max(1, Math.min(LONGEST_BLOCK, Math.floor(BLOCK_GROWTH / growth)));

    this.#g = arena.take(this.rowLength * FLOAT64);
    this.#q = arena.take(LANES * FLOAT64);
    this.#counts = arena.take(LANES * INT64);
    this.#joins = arena.take(LANES * JOIN);
    this.#left = takeShot(arena, this.rowLength, this.#blocks);
    this.#right = takeShot(arena, this.rowLength, this.#blocks);
    arena.float64(this.#g, g.length).set(g);
  }

  get #blocks(): number {
    return Math.ceil(this.points / this.#block);
  }

  /** How many eigenvalues are below each of up to eight energies. */
  countBelow(energies: readonly number[]): number[] {
    this.#setEnergies(energies);
    this.kernels.countBelow(this.#g, this.points, this.#q, this.#counts, this.#block);
    const counts = this.arena.int64(this.#counts, LANES);
    return energies.map((_, lane) => Number(counts[lane]));
  }

  /** Shoots at up to eight energies from both walls, and joins the shots. */
  join(energies: readonly number[]): Joined[] {
    const { kernels, arena } = this;
    const left = this.#left;
    const right = this.#right;
    this.#setEnergies(energies);
    this.#shootBoth();
    kernels.largestBlock(
      left.u,
      right.u,
      left.part,
      left.scales,
      right.scales,
      this.points,
      this.#block,
      this.#counts,
    );
    return energies.map((q, lane) => {
      const block = Number(arena.int64(this.#counts, LANES)[lane]);
      const row = block * ROW + lane * FLOAT64;
      const join = this.#joins + lane * JOIN;
      kernels.joinShots(
        lanePointer(left, lane),
        lanePointer(right, lane),
        left.scales + row,
        right.scales + row,
        arena.float64(left.squares + row, 1)[0]!,
        arena.float64(right.squares + row, 1)[0]!,
        this.#g,
        this.points,
        this.#block,
        block,
        q,
        join,
      );
      const [square, correction] = arena.float64(join + 3 * FLOAT64, 2);
      return { square: square!, correction: correction! };
    });
  }

  /** Writes the unit vector of one lane of the last `join` to `rowLength` float64 at `vector`. */
  writeVector(lane: number, vector: number): void {
    if (this.rowLength > this.points) this.arena.float64(vector, this.rowLength)[this.points] = 0;
    this.kernels.writeJoined(
      lanePointer(this.#left, lane),
      lanePointer(this.#right, lane),
      this.#left.scales + lane * INT64,
      this.#right.scales + lane * INT64,
      this.points,
      this.#block,
      this.#joins + lane * JOIN,
      vector,
    );
  }

  /** One step of inverse iteration at energy q: x ← (H − q)⁻¹·x, scaled to a largest element of 1. */
  inverseIterate(q: number, x: number): void {
    const { kernels, arena, rowLength } = this;
    this.#setEnergies([q]);
    this.#shootBoth();
    const b = arena.take(rowLength * FLOAT64);
    arena.float64(b, rowLength).set(arena.float64(x, rowLength));
    kernels.applyGreen(
      this.#left.u,
      this.#right.u,
      this.#left.scales,
      this.#right.scales,
      this.points,
      this.#block,
      b,
      x,
    );
    arena.giveBack(b);
    const largest = arena.float64(x, this.points).reduce((a, v) => Math.max(a, Math.abs(v)), 0);
    kernels.scale(x, 1 / largest, rowLength);
  }

  #setEnergies(energies: readonly number[]): void {
    const q = this.arena.float64(this.#q, LANES);
    q.fill(energies[0]!);
    q.set(energies);
  }

  #shootBoth(): void {
    const { kernels, points } = this;
    const block = this.#block;
    const left = this.#left;
    const right = this.#right;
    kernels.shoot(
      this.#g,
      points,
      this.#q,
      left.u,
      left.part,
      left.scales,
      left.squares,
      block,
      block,
      FLOAT64,
    );
    const lastBlock = this.#blocks - 1;
    kernels.shoot(
      this.#g + (points - 1) * FLOAT64,
      points,
      this.#q,
      right.u + (points - 1) * 2 * FLOAT64,
      right.part,
      right.scales + lastBlock * ROW,
      right.squares + lastBlock * ROW,
      block,
      points - lastBlock * block,
      -FLOAT64,
    );
  }
}

/** Where a shot's eight solutions, their scales and their sums of squares are kept. */
interface Shot {
  readonly u: number;
  /** Bytes from one pair of lanes to the next. */
  readonly part: number;
  readonly scales: number;
  readonly squares: number;
}

function takeShot(arena: Arena, length: number, blocks: number): Shot {
  const part = length * 2 * FLOAT64;
  return {
    u: arena.take((part * LANES) / 2),
    part,
    scales: arena.take(blocks * ROW),
    squares: arena.take(blocks * ROW),
  };
}

/** The first element of one lane's solution; the next are two float64 apart. */
function lanePointer(shot: Shot, lane: number): number {
  return shot.u + (lane >> 1) * shot.part + (lane & 1) * FLOAT64;
}
