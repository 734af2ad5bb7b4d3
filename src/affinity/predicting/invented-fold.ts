/**
 * An invented backbone: ideal helices joined by turns, packed so that hardly any touch. It has the bond
 * lengths and angles of a protein, and nothing to do with the sequence's own fold.
 */
import { turn } from "#src/arrays/turn.ts";
import { centreOf, distanceBetween, type Point, pointFrom } from "../contacts/geometry.ts";
import { type Crowd, emptyCrowd } from "./crowd.ts";

/** A residue's atoms, in Å. */
export interface InventedResidue {
  readonly N: Point;
  readonly CA: Point;
  readonly C: Point;
  readonly O: Point;
  readonly CB: Point;
  /** Which helix it is of, or the turn before it, from 0. */
  readonly helix: number;
  readonly isTurn: boolean;
}

/** Torsions of a residue in degrees. */
interface Torsions {
  readonly phi: number;
  readonly psi: number;
}

/** The three atoms that the chain goes through. */
interface Link extends Torsions {
  readonly N: Point;
  readonly CA: Point;
  readonly C: Point;
}

/** Bond lengths in Å and angles in degrees (Engh and Huber 1991, doi:10.1107/S0108767391001071). */
const bond = { nToCa: 1.458, caToC: 1.525, cToN: 1.329, cToO: 1.231, caToCb: 1.53 };
const angle = { atCa: 111, atC: 116.2, atN: 121.7, ofO: 120.1, ofCb: 110.1 };

const helical: Torsions = { phi: -57.8, psi: -47 };
const turns: readonly Torsions[] = [
  { phi: -120, psi: 130 },
  { phi: -70, psi: 145 },
  { phi: 57, psi: 40 },
  { phi: -90, psi: 0 },
];

/** The radius that a chain keeps within, in Å, is this times the cube root of its length. */
const roominess = 6;

/** Ways to go on that are tried at every turn; one that touches nothing and stays within is taken. */
const ways = 16;

/** So often that many are tried while all of them touch something. */
const mostTries = 8;

/** Nearest that two Cα may be, in Å, if they are not neighbours in the chain. */
const apart = 5;

/** How bad a touch is: worse than any distance, in Å. */
const aTouch = 1e6;

/** So near in the chain, residues touch as they must. */
const neighbours = 3;

/**
 * Invents a backbone of so many residues. Lets others have their turn.
 * @param draw gives numbers from 0 to 1
 * @throws the signal's reason
 */
export async function inventFold(
  length: number,
  draw: () => number,
  signal: AbortSignal,
): Promise<InventedResidue[]> {
  const chain: Link[] = [];
  const helices: Pick<InventedResidue, "helix" | "isTurn">[] = [];
  const crowd = emptyCrowd(apart);
  const radius = roominess * Math.cbrt(length);
  for (let helix = 0; chain.length < length; helix++) {
    const turned = helix === 0 ? 0 : 3 + Math.floor(3 * draw());
    const straight = 10 + Math.floor(10 * draw());
    const middle = centreOf(chain.length === 0 ? [firstLink.CA] : chain.map(({ CA }) => CA));
    const wayOn = () => {
      const torsions = [
        ...Array.from({ length: turned }, () => shaken(turns[Math.floor(4 * draw())]!, 15, draw)),
        ...Array.from({ length: straight }, () => shaken(helical, 4, draw)),
      ];
      const links = continued(chain.at(-1), torsions.slice(0, length - chain.length));
      return { links, badness: badness(links, middle, radius, crowd) };
    };
    let best = leastBad(Array.from({ length: ways }, wayOn));
    for (let i = 1; i < mostTries && best.badness >= aTouch; i++) {
      best = leastBad([best, ...Array.from({ length: ways }, wayOn)]);
    }
    const { links } = best;
    for (const [index, link] of links.entries()) {
      chain.push(link);
      helices.push({ helix, isTurn: index < turned });
      crowd.add(link.CA);
    }
    if (helix % 8 === 0) await turn();
    signal.throwIfAborted();
  }
  return chain.map((link, index) => ({ ...completed(link), ...helices[index]! }));
}

function leastBad<T extends { readonly badness: number }>(ways: readonly T[]): T {
  return ways.reduce((best, other) => (other.badness < best.badness ? other : best));
}

function shaken({ phi, psi }: Torsions, by: number, draw: () => number): Torsions {
  return { phi: phi + by * (draw() - 0.5), psi: psi + by * (draw() - 0.5) };
}

/** The chain's next links. */
function continued(before: Link | undefined, torsions: readonly Torsions[]): Link[] {
  const links: Link[] = [];
  for (const torsion of torsions) {
    const last: Link | undefined = links.at(-1) ?? before;
    links.push({ ...torsion, ...(last === undefined ? firstLink : linkAfter(last, torsion)) });
  }
  return links;
}

const firstLink: Pick<Link, "N" | "CA" | "C"> = {
  N: [0, 0, 0],
  CA: [bond.nToCa, 0, 0],
  C: [
    bond.nToCa - bond.caToC * Math.cos((angle.atCa * Math.PI) / 180),
    bond.caToC * Math.sin((angle.atCa * Math.PI) / 180),
    0,
  ],
};

function linkAfter(last: Link, { phi }: Torsions): Pick<Link, "N" | "CA" | "C"> {
  const N = pointFrom([last.N, last.CA, last.C], bond.cToN, angle.atC, last.psi);
  const CA = pointFrom([last.CA, last.C, N], bond.nToCa, angle.atN, 180);
  const C = pointFrom([last.C, N, CA], bond.caToC, angle.atCa, phi);
  return { N, CA, C };
}

function completed({ N, CA, C, psi }: Link): Omit<InventedResidue, "helix" | "isTurn"> {
  const O = pointFrom([N, CA, C], bond.cToO, angle.ofO, psi + 180);
  const CB = pointFrom([C, N, CA], bond.caToCb, angle.ofCb, -122.6);
  return { N, CA, C, O, CB };
}

/** How much a piece is in the way of what is there, and then how far it strays. */
function badness(links: readonly Link[], middle: Point, radius: number, crowd: Crowd): number {
  let touching = 0;
  for (const [index, { CA }] of links.entries()) {
    touching += crowd.touching(CA, Math.max(neighbours - index, 0));
  }
  const stray = distanceBetween(centreOf(links.map(({ CA }) => CA)), middle) - radius / 2;
  return aTouch * touching + Math.max(stray, 0);
}
