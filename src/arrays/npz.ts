/**
 * NumPy's archive of named arrays, written as it comes: a ZIP of stored NPY files, whose every byte
 * is counted before the first is written. Each array's first value lies at a multiple of 64 bytes
 * in the file, so that it can be mapped into memory where it is.
 */
import { crc32 } from "node:zlib";
import { type ArrayHeader, type NpyArray, npyAlignment, npyDataBytes, npyHeader } from "./npy.ts";
import { dataDescriptor, directoryEntry, endOfArchive, localHeader, type ZipEntry } from "./zip.ts";

/** Exact size in bytes of the archive of arrays with these names, types and shapes. */
export function npzSize(arrays: Readonly<Record<string, ArrayHeader>>): number {
  const { directory, directoryOffset, members } = layout(arrays);
  const end = endOfArchive(members.length, directory, directoryOffset);
  return directoryOffset + directory + end.length;
}

/**
 * The archive's bytes, in order. Data are asked for as they are written: what reads slowly is
 * written for slowly, and what stops reading stops the data's iterators.
 * @throws RangeError when an array's data are more or fewer bytes than its type and shape say.
 */
export async function* npzBytes(
  arrays: Readonly<Record<string, NpyArray>>,
): AsyncGenerator<Uint8Array, void, void> {
  const { directory, directoryOffset, members } = layout(arrays);
  const entries: Uint8Array[] = [];
  for (const { name, array, head, header, entry } of members) {
    yield head;
    yield header;
    let crc = crc32(header);
    for await (const chunk of exactly(npyDataBytes(array), name, array)) {
      crc = crc32(chunk, crc);
      yield chunk;
    }
    yield dataDescriptor(entry, crc);
    entries.push(directoryEntry(entry, crc));
  }
  yield* entries;
  yield endOfArchive(members.length, directory, directoryOffset);
}

interface Member<A extends ArrayHeader> {
  readonly name: string;
  readonly array: A;
  readonly entry: ZipEntry;
  /** The local ZIP header. */
  readonly head: Uint8Array;
  /** The NPY header. */
  readonly header: Uint8Array;
}

interface Layout<A extends ArrayHeader> {
  readonly members: readonly Member<A>[];
  /** Where the directory begins. */
  readonly directoryOffset: number;
  /** Bytes of the directory. */
  readonly directory: number;
}

/** Where everything lies. The records' lengths do not depend on the checksums not yet known. */
function layout<A extends ArrayHeader>(arrays: Readonly<Record<string, A>>): Layout<A> {
  const members: Member<A>[] = [];
  let offset = 0;
  let directory = 0;
  for (const [name, array] of Object.entries(arrays)) {
    const header = npyHeader(array);
    const size = header.length + npyDataBytes(array);
    const entry = { name: new TextEncoder().encode(`${name}.npy`), size, offset };
    const head = localHeader(entry, npyAlignment);
    members.push({ name, array, entry, head, header });
    offset += head.length + size + dataDescriptor(entry, 0).length;
    directory += directoryEntry(entry, 0).length;
  }
  return { members, directoryOffset: offset, directory };
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
