/** An invented pose: the ligand, flat as it is drawn, laid on the protein where it touches most. */
import {
  centreOf,
  cross,
  direction,
  distanceBetween,
  dot,
  minus,
  type Point,
} from "../contacts/geometry.ts";
import type { Molecule } from "../contacts/molecule.ts";

/** A drawing's bonds are about 1 long; this is the mean of an aromatic bond and a single one, in Å. */
const bondLength = 1.45;

/** How near the ligand's nearest atom comes to one of the protein's, in Å. */
const touch = 3.4;

/** Sides of the protein that are tried; as many poses can be told apart. */
const sides = 32;

/** Of so many of its atoms. */
const mostTried = 500;

/** A protein, for who lies down on it. */
export interface Ground {
  readonly all: readonly Point[];
  /** Its Cβ atoms, of which the more the better. */
  readonly betas: readonly Point[];
}

/**
 * Invents poses: the places of a molecule's atoms, the pose that touches most first.
 * @param molecule laid out
 * @param draw gives numbers from 0 to 1
 */
export function* inventPoses(
  molecule: Molecule,
  { all, betas }: Ground,
  draw: () => number,
): Generator<readonly Point[], void, void> {
  const middle = centreOf(all);
  const stride = Math.ceil(betas.length / mostTried);
  const some = betas.filter((_, index) => index % stride === 0);
  const tried = Array.from({ length: sides }, () => {
    const towards = direction([draw() - 0.5, draw() - 0.5, draw() - 0.5]);
    const drawn = drawnAt(molecule, middle, towards);
    const touching = touched(landed(drawn, some, middle, towards), some);
    return { towards, drawn, touching };
  });
  tried.sort((a, b) => b.touching - a.touching);
  for (const { drawn, towards } of tried) yield landed(drawn, all, middle, towards);
}

/** The drawing around a place, upright on a direction. */
function drawnAt({ atoms }: Molecule, middle: Point, towards: Point): Point[] {
  const right = direction(cross(towards, Math.abs(towards[0]) < 0.8 ? [1, 0, 0] : [0, 1, 0]));
  const up = cross(towards, right);
  const [x, y] = centreOf(atoms.map((atom): Point => [atom.x, atom.y, 0]));
  return atoms.map((atom) => {
    const [u, v] = [(atom.x - x) * bondLength, (atom.y - y) * bondLength];
    return moved(moved(middle, right, u), up, v);
  });
}

/** The drawing where it first touches atoms, coming in from far outside. */
function landed(drawn: readonly Point[], ground: readonly Point[], middle: Point, towards: Point) {
  const reach = touch + Math.max(...drawn.map((atom) => distanceBetween(atom, middle)));
  const inTheWay = ground.filter((atom) => {
    const between = minus(atom, middle);
    const along = dot(between, towards);
    return along > 0 && dot(between, between) - along * along < reach * reach;
  });
  let way = 0;
  for (const atom of drawn) {
    for (const other of inTheWay) {
      const between = minus(atom, other);
      const along = dot(between, towards);
      const square = along * along - dot(between, between) + touch * touch;
      if (square >= 0) way = Math.max(way, Math.sqrt(square) - along);
    }
  }
  return drawn.map((atom) => moved(atom, towards, way));
}

function touched(atoms: readonly Point[], ground: readonly Point[]): number {
  const isNear = (other: Point) => atoms.some((atom) => distanceBetween(atom, other) < touch + 0.6);
  return ground.filter(isNear).length;
}

function moved(point: Point, along: Point, by: number): Point {
  return [point[0] + by * along[0], point[1] + by * along[1], point[2] + by * along[2]];
}
