/** Datasets' files made of numbers that are told apart, to be whole or wrong in any way. */
import { type NpyArray, numericArray } from "#src/arrays/npy.ts";
import { npzBytes } from "#src/arrays/npz.ts";
import { objectArray, type Picklable } from "#src/arrays/pickle.ts";
import type { Packing } from "#src/arrays/zip.ts";

/** How large a dataset is, and what it says of itself. */
export interface Made {
  /** Default 20. */
  readonly sets?: number;
  /** Default 3. */
  readonly frequencies?: number;
  /** Default 4. */
  readonly columns?: number;
  /** Default: the standard circuit's, without being named. */
  readonly names?: readonly string[];
  readonly metadata?: { readonly [key: string]: Picklable };
}

/** The arrays of a dataset, of which any may be replaced by a wrong one. */
export function arraysOf(made: Made = {}): Record<string, NpyArray> {
  const { sets = 20, frequencies = 3, columns = 4, names, metadata = {} } = made;
  const width = names?.length ?? 5;
  const count = (length: number, from = 0) => Float32Array.from({ length }, (_, i) => from + i);
  return {
    parameters: numericArray(count(sets * width, 1), [sets, width]),
    resnorms: numericArray(count(sets)),
    spectrum: numericArray(count(sets * frequencies * columns), [sets, frequencies, columns]),
    frequencies: numericArray(count(frequencies, 1)),
    metadata: objectArray({ ...(names && { param_names: names }), ...metadata }),
  };
}

/** The bytes of an archive. */
export async function archive(
  arrays: Readonly<Record<string, NpyArray>>,
  packing: Packing = "stored",
): Promise<Buffer<ArrayBuffer>> {
  return Buffer.concat(await Array.fromAsync(npzBytes(arrays, { packing })));
}

/** The bytes of a dataset. */
export function datasetFile(made: Made = {}, packing?: Packing): Promise<Buffer<ArrayBuffer>> {
  return archive(arraysOf(made), packing);
}

/** A copy of a file that is stored, in which a spectrum has one bit wrong. */
export function flipped(file: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const copy = Buffer.from(file);
  copy[file.indexOf("spectrum.npy") + 300]! ^= 0x10;
  return copy;
}

/** An array of numbers in a shape of its own. */
export function numbers(...shape: readonly number[]): NpyArray {
  const length = shape.reduce((a, b) => a * b, 1);
  return numericArray(
    Float32Array.from({ length }, (_, i) => i + 1),
    [...shape],
  );
}
