/** The singular value decomposition of a small matrix, accurate for its tiny singular values too. */

/** Singular values, greatest first, each with its right singular vector, a direction of unit length. */
export interface SingularValues {
  readonly values: readonly number[];
  readonly right: readonly Float64Array[];
}

/** Columns whose cosine is below this are at right angles to rounding. */
const RIGHT_ANGLE = 1e-15;

/** Sweeps over all pairs before giving up: convergence is quadratic, and 6 to 10 are usual. */
const MOST_SWEEPS = 60;

/**
 * Decomposes the matrix of these columns, all of one length, by Hestenes' one-sided Jacobi method:
 * pairs of columns are turned until all are at right angles. Their lengths are then the singular
 * values, and the turns taken together the right singular vectors.
 */
export function singularValues(columns: readonly Float64Array[]): SingularValues {
  const turned = columns.map((column) => Float64Array.from(column));
  const right = columns.map((_, i) => Float64Array.from(columns, (_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let settled = true;
    for (let p = 0; p < turned.length; p++) {
      for (let q = p + 1; q < turned.length; q++) {
        const turn = turnBetween(turned[p]!, turned[q]!);
        if (turn === undefined) continue;
        settled = false;
        rotate(turned[p]!, turned[q]!, turn);
        rotate(right[p]!, right[q]!, turn);
      }
    }
    if (settled) break;
  }
  const order = turned
    .map((column, i) => ({ value: Math.sqrt(dot(column, column)), direction: right[i]! }))
    .sort((a, b) => b.value - a.value);
  return {
    values: order.map(({ value }) => value),
    right: order.map(({ direction }) => direction),
  };
}

interface Turn {
  readonly cosine: number;
  readonly sine: number;
}

/** The smaller turn that makes two columns orthogonal; undefined if they are. */
function turnBetween(a: Float64Array, b: Float64Array): Turn | undefined {
  const aa = dot(a, a);
  const bb = dot(b, b);
  const ab = dot(a, b);
  if (ab === 0 || Math.abs(ab) <= RIGHT_ANGLE * Math.sqrt(aa) * Math.sqrt(bb)) return undefined;
  const half = (bb - aa) / (2 * ab);
  const tangent = (half < 0 ? -1 : 1) / (Math.abs(half) + Math.hypot(1, half));
  const cosine = 1 / Math.hypot(1, tangent);
  return { cosine, sine: cosine * tangent };
}

function rotate(a: Float64Array, b: Float64Array, { cosine, sine }: Turn): void {
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!;
    const y = b[i]!;
    a[i] = cosine * x - sine * y;
    b[i] = sine * x + cosine * y;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
