/** What atoms of an invented complex can take part in: hydrogen bonds, and contacts of what is greasy. */
import { cross, direction, distanceBetween, dot, minus, type Point } from "../contacts/geometry.ts";
import type { Molecule } from "../contacts/molecule.ts";
import type { InventedToken } from "./invented-token.ts";

/** An atom, and what it can take part in. */
export interface Site {
  readonly point: Point;
  /** Away from the atoms it is bonded to, of length 1; undefined in their very middle. */
  readonly away: Point | undefined;
  /** Whether it is bonded to one atom only: what it binds is then beside that bond, not behind it. */
  readonly isEnd: boolean;
  /** Upright on the plane that its hydrogens are in, of length 1; undefined where its neighbours tell. */
  readonly upright: Point | undefined;
  readonly donates: boolean;
  readonly accepts: boolean;
  /** Whether it is a carbon among carbons. */
  readonly isGreasy: boolean;
}

/** A drawing's bonds are about 1 long; this is the mean of an aromatic bond and a single one, in Å. */
const bondLength = 1.45;

/** The atoms of a protein that has a backbone and Cβ. */
export function proteinSites(protein: readonly InventedToken[]): Site[] {
  return protein.flatMap(({ residue, atoms }, index) => {
    const pointOf = (name: string) => atoms.find((atom) => atom.name === name)!.point;
    const before = protein[index - 1]?.atoms.find(({ name }) => name === "C")?.point;
    return atoms.map(({ name, point }): Site => {
      const bonded = name === "O" ? [pointOf("C")] : [pointOf("CA")];
      if (name === "N" && before !== undefined) bonded.push(before);
      return {
        point,
        away: name === "CA" ? undefined : awayFrom(point, bonded),
        isEnd: name === "O",
        upright: undefined,
        donates: name === "N" && before !== undefined && residue !== "PRO",
        accepts: name === "O",
        isGreasy: name === "CB",
      };
    });
  });
}

/** The atoms of a molecule, flat as it is drawn, in Å. */
export function ligandSites({ atoms, bonds }: Molecule): Site[] {
  const points = atoms.map(({ x, y }): Point => [x * bondLength, y * bondLength, 0]);
  return atoms.map(({ element, charge }, index): Site => {
    const own = bonds.filter(({ a, b }) => a === index || b === index);
    const others = own.map(({ a, b }) => (a === index ? b : a));
    const valence = own.reduce((sum, { order }) => sum + order, 0);
    const hydrogens = { N: 3, O: 2 }[element];
    return {
      point: points[index]!,
      away: awayFrom(
        points[index]!,
        others.map((other) => points[other]!),
      ),
      isEnd: others.length === 1,
      upright: [0, 0, 1],
      donates: hydrogens !== undefined && valence < hydrogens + charge,
      accepts: element === "O" || (element === "N" && valence === 3 && others.length < 3),
      isGreasy: element === "C" && others.every((other) => atoms[other]!.element === "C"),
    };
  });
}

/** Sites turned about a point, by an angle in radians about an axis of length 1, and then moved. */
export function movedSites(
  sites: readonly Site[],
  turn: { readonly about: Point; readonly axis: Point; readonly angle: number },
  by: Point,
): Site[] {
  const { about, axis, angle } = turn;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = (vector: Point): Point => {
    const beside = cross(axis, vector);
    const along = dot(axis, vector) * (1 - cos);
    const on = (i: 0 | 1 | 2) => cos * vector[i] + sin * beside[i] + along * axis[i];
    return [on(0), on(1), on(2)];
  };
  return sites.map((site) => {
    const [x, y, z] = turned(minus(site.point, about));
    return {
      ...site,
      point: [x + about[0] + by[0], y + about[1] + by[1], z + about[2] + by[2]],
      away: site.away && turned(site.away),
      upright: site.upright && turned(site.upright),
    };
  });
}

/**
 * How well sites of a ligand lie among others': hydrogen bonds count most, then what is greasy beside
 * what is greasy, then being near at all. What is too near costs more than it can bring.
 */
export function fitOf(ligand: readonly Site[], around: readonly Site[]): number {
  let fit = 0;
  for (const one of ligand) {
    const [x, y, z] = one.point;
    for (const other of around) {
      const [a, b, c] = other.point;
      // Most are far, and told apart without a root.
      if (Math.abs(a - x) > farthest || Math.abs(b - y) > farthest) continue;
      if (Math.abs(c - z) <= farthest) fit += fitOfTwo(one, other);
    }
  }
  return fit;
}

/** Whether two atoms can have a contact, wherever they are. */
export function suits(one: Site, other: Site): boolean {
  return canBond(one, other) || (one.isGreasy && other.isGreasy);
}

function canBond(one: Site, other: Site): boolean {
  return (one.donates && other.accepts) || (one.accepts && other.donates);
}

/** Longest hydrogen bond and contact of greasy atoms that are aimed at, Å: a little below Mol*'s limits. */
const [longestBond, longestGreasy] = [3.3, 3.9];

/** Nearest that atoms with and without a hydrogen bond should be, Å. */
const [nearestBonded, nearest] = [2.8, 3.3];

/** Å beyond which atoms are nothing to each other. */
const farthest = 4.5;

function fitOfTwo(one: Site, other: Site): number {
  const distance = distanceBetween(one.point, other.point);
  if (distance > farthest) return 0;
  const isBond = canBond(one, other);
  const tooNear = (isBond ? nearestBonded : nearest) - distance;
  if (tooNear > 0) return -40 * tooNear;
  if (isBond) {
    const isGood = distance < longestBond && faces(one, other) && faces(other, one);
    return isGood ? 3 : 0.2 * (farthest - distance);
  }
  return one.isGreasy && other.isGreasy && distance < longestGreasy ? 2 : 0.02;
}

/** Whether an atom has its hydrogen, or lone pair, where another is. */
function faces({ point, away, isEnd, upright }: Site, other: Site): boolean {
  if (away === undefined) return false;
  const to = direction(minus(other.point, point));
  if (upright !== undefined && Math.abs(dot(upright, to)) > 0.65) return false;
  const cosine = dot(away, to);
  return isEnd ? cosine > -0.1 && cosine < 0.9 : cosine > 0.75;
}

function awayFrom(point: Point, bonded: readonly Point[]): Point | undefined {
  let sum: Point = [0, 0, 0];
  for (const other of bonded) {
    const [x, y, z] = direction(minus(point, other));
    sum = [sum[0] + x, sum[1] + y, sum[2] + z];
  }
  return Math.hypot(...sum) < 0.1 ? undefined : direction(sum);
}
