/** Arrays of a prediction's archives: matrices over tokens, and rows of them. */
import { openNpz } from "#src/arrays/npz-reader.ts";
import { bytesSource } from "#src/arrays/source.ts";
import { turn } from "#src/arrays/turn.ts";

/** A square of numbers. */
export interface Matrix {
  readonly size: number;
  /** [size][size] */
  readonly values: Float32Array;
}

/** Most bytes of an array that the page reads: a matrix over 8,000 tokens. */
const mostBytes = 256e6;

/**
 * The only array, or the one called `name`, of an archive.
 * @throws NpzError when it is not there, or broken; TypeError when it is not of single precision
 */
async function readArray(file: Blob, name: string) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const npz = await openNpz(bytesSource(bytes));
  const { data, shape } = await npz.read(name, { limit: mostBytes });
  if (!(data instanceof Float32Array)) throw new TypeError(`${name} is not of single precision.`);
  return { data, shape };
}

/** The square matrix of that name. Throws as above, and RangeError when it is none. */
export async function readMatrix(file: Blob, name: string): Promise<Matrix> {
  const { data, shape } = await readArray(file, name);
  const [size = 0, width] = shape;
  if (shape.length !== 2 || size !== width || size === 0) {
    throw new RangeError(`${name} has the shape (${shape.join(", ")}), which is no square.`);
  }
  return { size, values: data };
}

/** The row of numbers of that name. Throws as above. */
export async function readRow(file: Blob, name: string): Promise<Float32Array> {
  return (await readArray(file, name)).data;
}

/** How long a piece of work may keep the page waiting, ms. */
const patience = 12;

/**
 * A matrix in at most `most` rows and columns: means of blocks of one size, the last ones smaller. Others
 * have their turn meanwhile.
 * @param signal gives it up: then it rejects with the signal's reason
 */
export async function shrunk(matrix: Matrix, most: number, signal?: AbortSignal): Promise<Matrix> {
  const { size, values } = matrix;
  const block = Math.ceil(size / most);
  if (block === 1) return matrix;
  const side = Math.ceil(size / block);
  const means = new Float32Array(side * side);
  let began = performance.now();
  for (let row = 0; row < side; row++) {
    meansOfRow(values, size, block, row, means.subarray(row * side, (row + 1) * side));
    if (performance.now() - began < patience) continue;
    await turn();
    signal?.throwIfAborted();
    began = performance.now();
  }
  return { size: side, values: means };
}

/** Means of the blocks of one row of them. */
function meansOfRow(
  values: Float32Array,
  size: number,
  block: number,
  row: number,
  into: Float32Array,
): void {
  const bottom = Math.min(size, (row + 1) * block);
  for (let y = row * block; y < bottom; y++) {
    for (let x = 0; x < size; x++) {
      const column = (x / block) | 0;
      into[column] = into[column]! + values[y * size + x]!;
    }
  }
  const height = bottom - row * block;
  for (let column = 0; column < into.length; column++) {
    const width = Math.min(size, (column + 1) * block) - column * block;
    into[column] = into[column]! / (width * height);
  }
}
