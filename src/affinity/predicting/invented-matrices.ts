/** Invented errors between all pairs of tokens: small within a part of the fold, larger between parts. */
import { type NpyArray, numericArray } from "#src/arrays/npy.ts";
import { distanceBetween, type Point } from "../contacts/geometry.ts";
import type { InventedComplex } from "./invented-complex.ts";
import type { InventedToken } from "./invented-token.ts";

/** More tokens than this have no matrices: of 4000, each would be 64 MB of nothing. */
export const mostMatrixTokens = 1024;

/** Boltz's largest error, in Å: its last bin. */
const mostError = 32;

/** The error of the second token's place when the first is laid on its own, in Å. */
export function inventedPae(complex: InventedComplex): NpyArray {
  return matrixOf(complex, (a, b, distance) => {
    if (a === b) return 0.25;
    return 0.5 + 9 * (1 - b.plddt) * (a.part === b.part ? 0.5 : 2) + 0.03 * distance;
  });
}

/** The error of the distance of two tokens, in Å. */
export function inventedPde(complex: InventedComplex): NpyArray {
  return matrixOf(complex, (a, b, distance) => {
    if (a === b) return 0.25;
    const doubt = 2 - a.plddt - b.plddt;
    return 0.3 + 2 * doubt * (a.part === b.part ? 0.5 : 2) + 0.01 * distance;
  });
}

/** How sure each token is, 0 … 1. */
export function inventedPlddt({ protein, ligand }: InventedComplex): NpyArray {
  return numericArray(new Float32Array([...protein, ...ligand].map(({ plddt }) => plddt)));
}

type Errors = (a: InventedToken, b: InventedToken, distance: number) => number;

/** Its rows are computed as they are read. */
function matrixOf({ protein, ligand }: InventedComplex, errorOf: Errors): NpyArray {
  const tokens = [...protein, ...ligand];
  const places = tokens.map((token) => placeOf(token));
  function* rows() {
    for (const [i, token] of tokens.entries()) {
      const row = tokens.map((other, j) =>
        Math.min(errorOf(token, other, distanceBetween(places[i]!, places[j]!)), mostError),
      );
      yield new Uint8Array(Float32Array.from(row).buffer);
    }
  }
  return { dtype: "f4", shape: [tokens.length, tokens.length], data: rows() };
}

function placeOf({ atoms }: InventedToken): Point {
  return (atoms.find(({ name }) => name === "CA") ?? atoms[0]!).point;
}
