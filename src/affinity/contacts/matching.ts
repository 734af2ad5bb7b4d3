/**
 * Which atom of a structure is which of a molecule. Predicted structures state atoms and no bonds, and
 * whether a nitrogen is an amine or an amide, or an oxygen an acid's, is a matter of bonds: without
 * them half of the salt bridges and hydrogen bonds would be wrong.
 */
import type { Molecule } from "./molecule.ts";

/** An atom in space. */
export interface PlacedAtom {
  /** Symbol of the element, in capitals or not. */
  readonly element: string;
  /** In Å. */
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Covalent radii in Å (Cordero and others 2008, doi:10.1039/b801115j). */
const radii: Readonly<Record<string, number>> = {
  ...{ B: 0.84, C: 0.76, N: 0.71, O: 0.66, F: 0.57, SI: 1.11, P: 1.07, S: 1.05, CL: 1.02 },
  ...{ AS: 1.19, SE: 1.2, BR: 1.2, TE: 1.38, I: 1.39 },
};

/** Atoms are bonded up to this multiple of the sum of their radii: C–C up to 1.98 Å. */
const tolerance = 1.3;

/** Most atoms tried. Drugs take as many as they have atoms, unless their geometry is broken. */
const mostTries = 100_000;

/**
 * The structure's atom for each of the molecule's: same element, and near enough wherever there is a
 * bond. The same place in the order is tried first, which is how Boltz writes what it was given.
 * @returns indices into `placed`; undefined if the structure has not these atoms with these bonds
 */
export function matchAtoms(
  molecule: Molecule,
  placed: readonly PlacedAtom[],
): readonly number[] | undefined {
  const { atoms, bonds } = molecule;
  if (atoms.length !== placed.length) return undefined;
  const elements = placed.map(({ element }) => element.toUpperCase());
  const near = nearness(elements, placed);
  const neighbours = atoms.map((): number[] => []);
  for (const { a, b } of bonds) {
    neighbours[a]!.push(b);
    neighbours[b]!.push(a);
  }
  const order = walk(neighbours);
  const images = new Array<number | undefined>(atoms.length).fill(undefined);
  const used = new Set<number>();
  let tries = 0;

  function fits(atom: number, image: number): boolean {
    if (used.has(image) || elements[image] !== atoms[atom]!.element.toUpperCase()) return false;
    return neighbours[atom]!.every((other) => {
      const there = images[other];
      return there === undefined || near[image]!.includes(there);
    });
  }

  function place(step: number): boolean {
    const atom = order[step];
    if (atom === undefined) return true;
    const parent = neighbours[atom]!.find((other) => images[other] !== undefined);
    const choices = parent === undefined ? placed.keys() : near[images[parent]!]!;
    for (const image of new Set([atom, ...choices])) {
      if (++tries > mostTries) return false;
      if (!fits(atom, image)) continue;
      images[atom] = image;
      used.add(image);
      if (place(step + 1)) return true;
      images[atom] = undefined;
      used.delete(image);
    }
    return false;
  }

  return place(0) ? (images as number[]) : undefined;
}

/** For each atom those that are near enough to be bonded to it. */
function nearness(elements: readonly string[], placed: readonly PlacedAtom[]): number[][] {
  return placed.map((a, i) => {
    const near: number[] = [];
    for (const [j, b] of placed.entries()) {
      const limit = tolerance * ((radii[elements[i]!] ?? 1) + (radii[elements[j]!] ?? 1));
      if (i !== j && Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z) <= limit) near.push(j);
    }
    return near;
  });
}

/** All atoms in an order in which each but the first of a part follows one that it is bonded to. */
function walk(neighbours: readonly (readonly number[])[]): number[] {
  const order = new Set<number>();
  const visit = (atom: number): void => {
    if (order.has(atom)) return;
    order.add(atom);
    for (const next of neighbours[atom]!) visit(next);
  };
  for (const atom of neighbours.keys()) visit(atom);
  return [...order];
}
