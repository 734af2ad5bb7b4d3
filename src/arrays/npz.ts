/**
 * NumPy's archive of named arrays, written as it comes: a ZIP of NPY files. While they are stored,
 * not compressed, every byte is counted before the first is written, and each array's first value
 * lies at a multiple of 64 bytes in the file, so that it can be mapped into memory where it is.
 */
import { crc32 } from "node:zlib";
import { deflated } from "./deflate.ts";
import { type ArrayHeader, type NpyArray, npyAlignment, npyDataBytes, npyHeader } from "./npy.ts";
import {
  dataDescriptor,
  directoryEntry,
  endOfArchive,
  localHeader,
  type Packing,
  type ZipEntry,
} from "./zip.ts";

/** How an archive is written. */
export interface NpzOptions {
  /**
   * Default: stored. Deflated archives are smaller, by half at most for measured or computed
   * numbers, and slower by far; their arrays cannot be read by range.
   */
  readonly packing?: Packing;
}

/** Exact size in bytes of the archive, stored, of arrays with these names, types and shapes. */
export function npzSize(arrays: Readonly<Record<string, ArrayHeader>>): number {
  let offset = 0;
  let directory = 0;
  for (const [name, array] of Object.entries(arrays)) {
    const entry = entryOf(name, array, offset, "stored");
    const written = { crc: 0, packedSize: entry.size };
    offset += localHeader(entry, npyAlignment).length + entry.size;
    offset += dataDescriptor(entry, written).length;
    directory += directoryEntry(entry, written).length;
  }
  return offset + directory + endOfArchive(Object.keys(arrays).length, directory, offset).length;
}

/**
 * The archive's bytes, in order. Data are asked for as they are written: what reads slowly is
 * written for slowly, and what stops reading stops the data's iterators.
 * @throws RangeError when an array's data are more or fewer bytes than its type and shape say.
 */
export async function* npzBytes(
  arrays: Readonly<Record<string, NpyArray>>,
  { packing = "stored" }: NpzOptions = {},
): AsyncGenerator<Uint8Array, void, void> {
  const directory: Uint8Array[] = [];
  let offset = 0;
  // Placed twice: a shape that is none is refused before the first byte.
  for (const [name, array] of Object.entries(arrays)) entryOf(name, array, 0, packing);
  for (const [name, array] of Object.entries(arrays)) {
    const entry = entryOf(name, array, offset, packing);
    const head = localHeader(entry, npyAlignment);
    yield head;
    const file = new SummedFile(name, array);
    let packedSize = 0;
    for await (const chunk of packing === "stored" ? file.bytes() : deflated(file.bytes())) {
      packedSize += chunk.length;
      yield chunk;
    }
    const written = { crc: file.crc, packedSize };
    const descriptor = dataDescriptor(entry, written);
    yield descriptor;
    directory.push(directoryEntry(entry, written));
    offset += head.length + packedSize + descriptor.length;
  }
  yield* directory;
  const directoryBytes = directory.reduce((sum, { length }) => sum + length, 0);
  yield endOfArchive(directory.length, directoryBytes, offset);
}

function entryOf(name: string, array: ArrayHeader, offset: number, packing: Packing): ZipEntry {
  const size = npyHeader(array).length + npyDataBytes(array);
  return { name: new TextEncoder().encode(`${name}.npy`), size, offset, packing };
}

/** An array's file, whose checksum is known when its bytes have been taken. */
class SummedFile {
  crc = 0;
  readonly #name: string;
  readonly #array: NpyArray;

  constructor(name: string, array: NpyArray) {
    this.#name = name;
    this.#array = array;
  }

  async *bytes(): AsyncGenerator<Uint8Array, void, void> {
    const header = npyHeader(this.#array);
    this.crc = crc32(header);
    yield header;
    for await (const chunk of exactly(npyDataBytes(this.#array), this.#name, this.#array)) {
      this.crc = crc32(chunk, this.crc);
      yield chunk;
    }
  }
}

/** An array's data, which must be as long as its header says. */
async function* exactly(expected: number, name: string, { data, dtype, shape }: NpyArray) {
  const what = `Array "${name}", ${dtype} of shape (${shape.join(", ")}), is ${expected} bytes`;
  let written = 0;
  for await (const chunk of data) {
    written += chunk.byteLength;
    if (written > expected) throw new RangeError(`${what}, but its data are ${written} or more.`);
    yield chunk;
  }
  if (written < expected) throw new RangeError(`${what}, but its data are ${written}.`);
}
