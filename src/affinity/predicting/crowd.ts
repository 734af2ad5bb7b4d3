/** Points in space, found by where they are. */
import { distanceBetween, type Point } from "../contacts/geometry.ts";

/** Points that came one after the other. */
export interface Crowd {
  add(point: Point): void;
  /** How many are nearer to a place than the crowd's distance, but for the last few that came. */
  touching(point: Point, butLast: number): number;
}

/** Cells along an axis, either side of 0: a chain of 4000 residues is 15,000 Å at most. */
const reach = 2 ** 14;

/** A crowd whose points are to be so far apart, in Å. */
export function emptyCrowd(apart: number): Crowd {
  let count = 0;
  const cells = new Map<number, { readonly point: Point; readonly place: number }[]>();
  const cell = (value: number) => Math.floor(value / apart) + reach;
  const key = (x: number, y: number, z: number) => (x * 2 * reach + y) * 2 * reach + z;

  return {
    add(point) {
      const [x, y, z] = point.map(cell) as [number, number, number];
      const there = cells.get(key(x, y, z));
      const one = { point, place: count++ };
      if (there === undefined) cells.set(key(x, y, z), [one]);
      else there.push(one);
    },
    touching(point, butLast) {
      const [x, y, z] = point.map(cell) as [number, number, number];
      let touching = 0;
      for (let i = 0; i < 27; i++) {
        const near = key(
          x - 1 + (i % 3),
          y - 1 + (Math.floor(i / 3) % 3),
          z - 1 + Math.floor(i / 9),
        );
        for (const other of cells.get(near) ?? []) {
          const isLast = other.place >= count - butLast;
          if (!isLast && distanceBetween(other.point, point) < apart) touching++;
        }
      }
      return touching;
    },
  };
}
