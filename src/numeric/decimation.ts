/**
 * Where a potential can be crossed in jumps: knots are laid so that between two of them the potential
 * has one height, and every solution probed is smooth. What a jump is, kernels/decimation.ts says.
 */

/**
 * The most r·√|g − q| of a jump of r > 1 points: three eighths of a wave, or growth by a factor of
 * eleven. A jump of half a wave could hide two nodes; at three eighths the formulas still lose nothing.
 */
const LONGEST_REACH = (3 / 4) * Math.PI;

/** Jumps between two looks at the size of a solution, and its growth in bits allowed meanwhile. */
const LONGEST_BLOCK = 32;
const BLOCK_GROWTH = 120;

/** A height of the potential and how many of its jumps r = 1, 2, 4, … are used. */
export interface Height {
  readonly g: number;
  readonly levels: number;
}

/** Equal jumps one after the other. */
export interface Block {
  /** Number of the first knot, counted from 0 at the left wall. */
  readonly firstKnot: number;
  /** Height at the first knot; 0 at a wall. */
  readonly kick: number;
  /** Place of the height between the knots. */
  readonly height: number;
  /** A jump crosses r = 2^level points. */
  readonly level: number;
  readonly jumps: number;
}

/** The heights, and the blocks from the left wall to the right one. */
export interface Decimation {
  readonly heights: readonly Height[];
  readonly blocks: readonly Block[];
}

/**
 * Lays out the jumps across a potential for energies from `lower` to `upper`.
 * @param g potential over hopping energy, one value a grid point; the walls are beside the first and
 *   the last point
 */
export function decimate(g: Float64Array, lower: number, upper: number): Decimation {
  const distance = (height: number) => Math.max(Math.abs(height - lower), Math.abs(height - upper));
  const farthest = g.reduce((most, value) => Math.max(most, distance(value)), 0);
  const places = new Map<number, number>();
  const heights: { g: number; levels: number }[] = [];
  const blocks: Block[] = [];
  let at = -1;
  let firstKnot = 0;
  for (let to = 0; to < g.length; ) {
    const value = g[to]!;
    while (g[to] === value) to++;
    const height = places.get(value) ?? heights.length;
    places.set(value, height);
    heights[height] ??= { g: value, levels: 1 };
    const reach = Math.min(to - at, LONGEST_REACH / Math.sqrt(distance(value)));
    for (let level = Math.max(0, Math.floor(Math.log2(reach))); level >= 0; level--) {
      const r = 2 ** level;
      const most = longestBlock(distance(value), r, farthest);
      while (to - at >= r) {
        const jumps = Math.min(most, Math.floor((to - at) / r));
        blocks.push({ firstKnot, kick: g[at] ?? 0, height, level, jumps });
        heights[height]!.levels = Math.max(heights[height]!.levels, level + 1);
        firstKnot += jumps;
        at += jumps * r;
      }
    }
  }
  return { heights, blocks };
}

/**
 * How many jumps of r points a block may have. One point lets a solution grow by a factor of
 * 2 + |g − q| at most, a longer jump by one of 2 + h_r < 11, and the ends of a block by one of
 * 4r(2 + |g − q|), with the g of the points there.
 */
function longestBlock(h: number, r: number, farthest: number): number {
  const bits = BLOCK_GROWTH - Math.log2(4 * r * (2 + farthest));
  const jumps = Math.floor(bits / Math.log2(r === 1 ? 2 + h : 11));
  return Math.max(1, Math.min(LONGEST_BLOCK, jumps));
}
