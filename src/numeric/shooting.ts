import type { Arena } from "./arena.ts";
import { type Block, decimate, type Height } from "./decimation.ts";
import type { Kernels } from "./kernels.ts";

/** Energies treated at once. */
export const LANES = 8;

const FLOAT64 = 8;
/** Bytes of one knot's values at two energies. */
const PAIR = 2 * FLOAT64;
/** Bytes of one block's eight scales or sums of squares. */
const ROW = LANES * FLOAT64;
/** Bytes of the structures that kernels/decimation.ts describes. */
const HEIGHT = 2 * FLOAT64;
const JUMP = 7 * ROW;
const BLOCK = 4 * FLOAT64;
/** Float64 numbers that the kernel `join` says of one lane. */
const JOIN = 7;

/** One shot from each wall, joined at the knot where the two are largest. */
export interface Joined {
  /** |z|² of the joined vector z, which is 1 at the joining knot. */
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
  /** Potential over hopping energy, one value a grid point. */
  readonly g: Float64Array;
  readonly points: number;
  /** Length of a float64 vector in memory: the points, the right wall's 0, and padding to even. */
  readonly rowLength: number;
  /** Points between jumps, at which solutions are kept, and the two walls. */
  readonly knots: number;
  /** All eigenvalues are above this: the lowest g. */
  readonly lowest: number;
  /** All eigenvalues are below this: the highest g, and the band's width of 4. */
  readonly highest: number;
  /** Energies that may be asked about, within `lowest` and `highest`. */
  readonly lower: number;
  readonly upper: number;
  readonly #heightCount: number;
  readonly #blockCount: number;
  readonly #heights: number;
  readonly #jumps: number;
  readonly #blocks: number;
  readonly #q: number;
  readonly #counts: number;
  readonly #joins: number;
  readonly #sines: number;
  readonly #left: Shot;
  readonly #right: Shot;

  /**
   * @param g potential over hopping energy, one value a grid point
   * @param lower no energy below this is asked about: in a narrow range, runs of one height are
   *   crossed in long jumps. Default: `lowest`
   * @param upper no energy above this is asked about. Default: `highest`
   */
  constructor(
    kernels: Kernels,
    arena: Arena,
    g: Float64Array,
    lower = Number.NEGATIVE_INFINITY,
    upper = Number.POSITIVE_INFINITY,
  ) {
    const lowest = g.reduce((a, b) => Math.min(a, b));
    const highest = g.reduce((a, b) => Math.max(a, b)) + 4;
    this.kernels = kernels;
    this.arena = arena;
    this.g = g;
    this.points = g.length;
    this.rowLength = g.length + 2 - (g.length % 2);
    this.lowest = lowest - 4 * Number.EPSILON * Math.abs(lowest);
    this.highest = highest + 4 * Number.EPSILON * Math.abs(highest);
    this.lower = Math.max(lower, this.lowest);
    this.upper = Math.min(upper, this.highest);

    const { heights, blocks } = decimate(g, this.lower, this.upper);
    const last = blocks.at(-1)!;
    const knots = last.firstKnot + last.jumps + 1;
    const jumps = heights.reduce((sum, { levels }) => sum + levels, 0);
    const longest = 2 ** Math.max(...blocks.map(({ level }) => level));
    this.knots = knots;
    this.#heightCount = heights.length;
    this.#blockCount = blocks.length;
    this.#heights = arena.take(heights.length * HEIGHT);
    this.#jumps = arena.take(jumps * JUMP);
    this.#blocks = arena.take((blocks.length + 1) * BLOCK);
    this.#q = arena.take(ROW);
    this.#counts = arena.take(ROW);
    this.#joins = arena.take(LANES * JOIN * FLOAT64);
    this.#sines = arena.take(2 * longest * FLOAT64);
    this.#left = takeShot(arena, knots, blocks.length);
    this.#right = takeShot(arena, knots, blocks.length);
    this.#write(heights, blocks);
  }

  /** How many eigenvalues are below each of up to eight energies. */
  countBelow(energies: readonly number[]): number[] {
    this.#setEnergies(energies);
    this.kernels.countBelow(this.#blocks, this.#q, this.#counts);
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
    kernels.join(
      left.u,
      right.u,
      left.part,
      left.scales,
      right.scales,
      left.squares,
      right.squares,
      this.#blocks,
      this.#q,
      this.#joins,
    );
    const joins = arena.float64(this.#joins, LANES * JOIN);
    return energies.map((_, lane) => ({
      square: joins[lane * JOIN + 3]!,
      correction: joins[lane * JOIN + 4]!,
    }));
  }

  /** Writes the unit vector of one lane of the last `join` to `knots` float64 at `target`. */
  writeKnots(lane: number, target: number): void {
    this.kernels.writeJoined(
      lanePointer(this.#left, lane),
      lanePointer(this.#right, lane),
      this.#left.scales + lane * FLOAT64,
      this.#right.scales + lane * FLOAT64,
      this.#blocks,
      this.#joins + lane * JOIN * FLOAT64,
      target,
    );
  }

  /** Writes all points of a solution at energy q, known at its knots, to `rowLength` float64. */
  writeVector(q: number, knots: number, vector: number): void {
    const { kernels, arena, points, rowLength } = this;
    kernels.interpolate(knots, this.#blocks, q, this.#sines, vector);
    arena.float64(vector, rowLength).fill(0, points);
  }

  /**
   * One step of inverse iteration at energy q: x ← (H − q)⁻¹·x, scaled to a largest element of 1.
   * Only where every point is a knot, as it is when all energies may be asked about.
   */
  inverseIterate(q: number, x: number): void {
    const { kernels, arena, points } = this;
    this.#setEnergies([q]);
    this.#shootBoth();
    const b = arena.take((points + 1) * FLOAT64);
    const y = arena.take((points + 1) * FLOAT64);
    arena.float64(b, 1)[0] = 0;
    arena.float64(b + FLOAT64, points).set(arena.float64(x, points));
    kernels.applyGreen(
      this.#left.u,
      this.#right.u,
      this.#left.scales,
      this.#right.scales,
      this.#blocks,
      this.#blockCount,
      b,
      y,
    );
    const found = arena.float64(y + FLOAT64, points);
    const largest = found.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    arena.float64(x, points).set(found.map((value) => value / largest));
    arena.giveBack(b);
  }

  #setEnergies(energies: readonly number[]): void {
    const q = this.arena.float64(this.#q, LANES);
    q.fill(energies[0]!);
    q.set(energies);
    this.kernels.decimate(this.#heights, this.#heightCount, this.#q, this.#jumps);
  }

  #shootBoth(): void {
    const left = this.#left;
    const right = this.#right;
    this.kernels.shoot(
      this.#blocks,
      this.#blockCount,
      this.#q,
      left.u,
      left.part,
      left.scales,
      left.squares,
      1,
    );
    const lastBlock = this.#blockCount - 1;
    this.kernels.shoot(
      this.#blocks + lastBlock * BLOCK,
      this.#blockCount,
      this.#q,
      right.u + (this.knots - 1) * PAIR,
      right.part,
      right.scales + lastBlock * ROW,
      right.squares + lastBlock * ROW,
      -1,
    );
  }

  /** Writes heights and blocks as kernels/decimation.ts describes them. */
  #write(heights: readonly Height[], blocks: readonly Block[]): void {
    const { arena } = this;
    const firstJumps: number[] = [];
    let jump = this.#jumps;
    for (const [k, { g, levels }] of heights.entries()) {
      arena.float64(this.#heights + k * HEIGHT, 2).set([g, levels]);
      firstJumps.push(jump);
      jump += levels * JUMP;
    }
    for (const [k, { firstKnot, kick, height, level, jumps }] of blocks.entries()) {
      const block = this.#blocks + k * BLOCK;
      arena.float64(block, 2).set([kick, heights[height]!.g]);
      const jump = firstJumps[height]! + level * JUMP;
      arena.uint32(block + 16, 4).set([jump, jumps, 2 ** level, firstKnot]);
    }
    arena.float64(this.#blocks + blocks.length * BLOCK, BLOCK / FLOAT64).fill(0);
  }
}

/** Where a shot's eight solutions at the knots, their scales and their sums of squares are kept. */
interface Shot {
  readonly u: number;
  /** Bytes from one pair of lanes to the next. */
  readonly part: number;
  readonly scales: number;
  readonly squares: number;
}

/** Room for a shot, 0 at the walls and beyond the last block. */
function takeShot(arena: Arena, knots: number, blocks: number): Shot {
  const part = knots * PAIR;
  const shot = {
    u: arena.take((part * LANES) / 2),
    part,
    scales: arena.take((blocks + 1) * ROW),
    squares: arena.take((blocks + 1) * ROW),
  };
  for (let lane = 0; lane < LANES; lane++) {
    arena.float64(lanePointer(shot, lane) + (knots - 1) * PAIR, 1)[0] = 0;
  }
  arena.int64(shot.scales + blocks * ROW, LANES).fill(0n);
  return shot;
}

/** The first element of one lane's solution; the next are two float64 apart. */
function lanePointer(shot: Shot, lane: number): number {
  return shot.u + (lane >> 1) * shot.part + (lane & 1) * FLOAT64;
}
