/** An invented pose: the ligand, flat as it is drawn, comes to a protein from outside and settles there. */
import { setImmediate as turn } from "node:timers/promises";
import {
  centreOf,
  cross,
  direction,
  distanceBetween,
  dot,
  minus,
  type Point,
} from "../contacts/geometry.ts";
import { fitOf, movedSites, type Site, suits } from "./invented-sites.ts";

/** How near the ligand's nearest atom comes to one of the protein's before it settles, in Å. */
const touch = 3.4;

/**
 * Ways to come that are tried for each pose. From where most is around it the ligand settles, and from the
 * others while it has settled nowhere well enough; the best is the pose.
 */
const waysOfPose = 24;

/** A fit that is good enough: two contacts or more. */
const goodEnough = 6;

/** A ligand of more atoms than this tries fewer ways: each takes longer, and more of it can touch. */
const fewAtoms = 25;

/** Small moves while one settles. */
const moves = 160;

/** How far around it one that settles looks, in Å. */
const surroundings = 8;

/** Widest of them at first, in Å, and in radians; at the end they are a tenth. */
const [widest, mostTurned] = [1.2, 0.6];

/** A ligand that has come to a protein, and the atoms that it has around it there. */
interface Way {
  readonly arrived: readonly Site[];
  readonly around: readonly Site[];
}

/**
 * Invents poses without end: the places of a molecule's atoms. Lets others have their turn.
 * @param ligand anywhere
 * @param protein at least one atom
 * @param draw gives numbers from 0 to 1
 */
export async function* inventPoses(
  ligand: readonly Site[],
  protein: readonly Site[],
  draw: () => number,
): AsyncGenerator<readonly Point[], never, void> {
  for (;;) {
    const count = Math.ceil(waysOfPose * Math.min(fewAtoms / ligand.length, 1));
    const ways: Way[] = [];
    while (ways.length < count) {
      const arrived = landed(ligand, protein, draw);
      ways.push({ arrived, around: nearTo(arrived, protein) });
      await turn();
    }
    ways.sort((a, b) => b.around.length - a.around.length);
    let best = settled(ways[0]!, protein, draw);
    for (const way of ways.slice(1)) {
      if (best.fit >= goodEnough) break;
      await turn();
      const other = settled(way, protein, draw);
      if (other.fit > best.fit) best = other;
    }
    yield best.sites.map(({ point }) => point);
  }
}

/**
 * The ligand, turned somehow, where it first touches coming in from outside, with one of its atoms ahead
 * to an atom that suits it.
 */
function landed(ligand: readonly Site[], protein: readonly Site[], draw: () => number): Site[] {
  const own = anyOf(ligand, draw);
  const suited = protein.filter((site) => suits(own, site));
  const { point: aim, away } = anyOf(suited.length > 0 ? suited : protein, draw);
  const towards = direction(plus(scaled(someDirection(draw), 0.9), away ?? [0, 0, 0]));
  const turn = { about: own.point, axis: someDirection(draw), angle: Math.PI * draw() };
  const turned = movedSites(ligand, turn, minus(aim, own.point));
  const reach = touch + radiusOf(turned, aim);
  const inTheWay = protein.filter(({ point }) => {
    const beside = cross(minus(point, aim), towards);
    return dot(beside, beside) < reach * reach;
  });
  let way = 0;
  const [u, v, w] = towards;
  for (const { point } of turned) {
    for (const other of inTheWay) {
      const [x, y, z] = point;
      const [a, b, c] = other.point;
      const [dx, dy, dz] = [x - a, y - b, z - c];
      const along = dx * u + dy * v + dz * w;
      const square = along * along - (dx * dx + dy * dy + dz * dz) + touch * touch;
      if (square >= 0) way = Math.max(way, Math.sqrt(square) - along);
    }
  }
  return movedSites(turned, { about: aim, axis: towards, angle: 0 }, scaled(towards, way));
}

/** The ligand after small moves, each of which made it lie better. */
function settled({ arrived, around }: Way, protein: readonly Site[], draw: () => number) {
  let sites = arrived;
  let fit = fitOf(sites, around);
  for (let i = 0; i < moves; i++) {
    const calm = 1 - (0.9 * i) / moves;
    const about = centreOf(sites.map(({ point }) => point));
    const turn = { about, axis: someDirection(draw), angle: mostTurned * calm * draw() };
    const tried = movedSites(sites, turn, scaled(someDirection(draw), widest * calm * draw()));
    const better = fitOf(tried, around);
    if (better > fit) [sites, fit] = [tried, better];
  }
  // It may have gone to where others are.
  return { sites, fit: fitOf(sites, nearTo(sites, protein)) };
}

/** Atoms that a ligand has around it, as far as settling may bring it. */
function nearTo(sites: readonly Site[], protein: readonly Site[]): Site[] {
  const middle = centreOf(sites.map(({ point }) => point));
  const reach = radiusOf(sites, middle) + surroundings;
  const within = protein.filter(({ point }) => isWithin(point, middle, reach));
  return within.filter(({ point }) =>
    sites.some((site) => isWithin(point, site.point, surroundings)),
  );
}

function isWithin([x, y, z]: Point, [a, b, c]: Point, reach: number): boolean {
  return (x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2 < reach * reach;
}

function radiusOf(sites: readonly Site[], middle: Point): number {
  return Math.max(...sites.map(({ point }) => distanceBetween(point, middle)));
}

/** Any direction, corners of a cube a little more often than its sides. */
function someDirection(draw: () => number): Point {
  return direction([draw() - 0.5, draw() - 0.5, draw() - 0.5]);
}

function anyOf<T>(list: readonly T[], draw: () => number): T {
  return list[Math.floor(draw() * list.length)]!;
}

function plus(a: Point, b: Point): Point {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function scaled([x, y, z]: Point, by: number): Point {
  return [x * by, y * by, z * by];
}
