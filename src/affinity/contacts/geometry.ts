/** Points in space, and what is between them. */

/** A point or a vector. */
export type Point = readonly [x: number, y: number, z: number];

/** How far two points are apart. */
export function distanceBetween(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** The mean of points; at least one. */
export function centreOf(points: readonly Point[]): Point {
  const mean = (axis: 0 | 1 | 2) =>
    points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  return [mean(0), mean(1), mean(2)];
}

/** Indices of the two points, one of each group, that are nearest to each other. */
export function nearestOf(a: readonly Point[], b: readonly Point[]): readonly [number, number] {
  let nearest: readonly [number, number] = [0, 0];
  let least = Infinity;
  for (const [i, from] of a.entries()) {
    for (const [j, to] of b.entries()) {
      const distance = distanceBetween(from, to);
      if (distance < least) [least, nearest] = [distance, [i, j]];
    }
  }
  return nearest;
}

/** The angle between two rings' planes in degrees, 0 … 90; each has three atoms or more. */
export function angleOfPlanes(a: readonly Point[], b: readonly Point[]): number {
  const cosine = Math.abs(dot(normalOf(a), normalOf(b)));
  return (Math.acos(Math.min(cosine, 1)) * 180) / Math.PI;
}

/**
 * The point at the end of a chain of three: so far from the third, at such an angle with the second,
 * turned so far about their bond from the first. Angles in degrees; a torsion as in phi and psi.
 */
export function pointFrom(
  [a, b, c]: readonly [Point, Point, Point],
  length: number,
  angle: number,
  torsion: number,
): Point {
  const [theta, phi] = [(angle * Math.PI) / 180, (torsion * Math.PI) / 180];
  const along = direction(minus(c, b));
  const normal = direction(cross(minus(b, a), along));
  const across = cross(normal, along);
  const [x, y, z] = [
    -length * Math.cos(theta),
    length * Math.sin(theta) * Math.cos(phi),
    length * Math.sin(theta) * Math.sin(phi),
  ];
  const on = (axis: 0 | 1 | 2) => c[axis] + x * along[axis] + y * across[axis] + z * normal[axis];
  return [on(0), on(1), on(2)];
}

/** A vector of length 1 in the same direction. */
export function direction(vector: Point): Point {
  const length = Math.hypot(...vector);
  return [vector[0] / length, vector[1] / length, vector[2] / length];
}

/** The vector upright on two. */
export function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** The product of two vectors. */
export function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** A normal of a plane through three points, of length 1. */
function normalOf([p, q, r]: readonly Point[]): Point {
  return direction(cross(minus(q!, p!), minus(r!, p!)));
}

/** The vector to a point from another. */
export function minus(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}
