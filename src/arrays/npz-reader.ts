/** Opens NumPy's archives of named arrays, and reads them by range. */
import { type Checksum, crc32 } from "./crc32.ts";
import { NpzError, within } from "./failure.ts";
import { type NpyHeader, readNpyHeader } from "./npy-header.ts";
import { type ReadOptions, readRowsAt, readValues } from "./npy-reader.ts";
import type { NumpyArray } from "./numpy-array.ts";
import type { ByteSource } from "./source.ts";
import { readDirectory } from "./zip-directory.ts";
import { type EntrySource, openEntry, verifyEntry } from "./zip-entry.ts";
import type { ZipMember } from "./zip-member.ts";
import { method } from "./zip-numbers.ts";

/** An archive that was opened. It holds nothing open: the source is closed by whoever opened it. */
export interface Npz {
  /** The arrays' names, in the order of the archive; entries that are no `.npy` are left out. */
  readonly names: readonly string[];
  /**
   * What an array is, without its values.
   * @throws NpzError when it is not there, or broken
   */
  describe(name: string, signal?: AbortSignal): Promise<ArrayDescription>;
  /**
   * Reads an array, or rows of it. A whole array's checksum is verified. Of rows of one that is
   * stored and in C order only their bytes are read; of one that is deflated, all before them.
   * @throws NpzError when it is not there, broken, or more than is read; RangeError when there are
   *   no such rows
   */
  read(name: string, options?: ReadOptions): Promise<NumpyArray>;
  /**
   * Reads rows anywhere, one after the other, in one pass over what is deflated.
   * @param rows numbers of rows of an array in C order, ascending and each once
   * @throws as `read`, and NpzError when its rows do not lie together
   */
  readRows(name: string, rows: readonly number[], signal?: AbortSignal): Promise<NumpyArray>;
  /**
   * Reads every entry through, in pieces, and compares its checksum.
   * @throws NpzError naming the first that is damaged
   */
  verify(signal?: AbortSignal): Promise<void>;
}

/** An array before its values. */
export interface ArrayDescription extends Pick<NumpyArray, "dtype" | "shape" | "fortranOrder"> {
  /** Bytes of its values; of pickled objects, of the pickle. */
  readonly bytes: number;
  /** Whether rows of it are read without reading what is before them. */
  readonly byRange: boolean;
}

/** How an archive is opened. */
export interface OpenOptions {
  /** Default: our own. In Node, `crc32` of `node:zlib` is faster. */
  readonly checksum?: Checksum;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens an archive: reads its directory, and no array.
 * @throws NpzError when it is no ZIP archive, or not one as NumPy writes it
 */
export async function openNpz(
  source: ByteSource,
  { checksum = crc32, signal }: OpenOptions = {},
): Promise<Npz> {
  const all = await readDirectory(source, signal);
  const members = new Map<string, ZipMember>();
  for (const member of all) {
    if (member.name.endsWith(".npy")) members.set(member.name.slice(0, -4), member);
  }
  const opened = new Map<string, Entry>();

  /** An entry and its header, read once. */
  async function entryOf(name: string, signal?: AbortSignal): Promise<Entry> {
    const known = opened.get(name);
    if (known) return known;
    const member = members.get(name);
    if (!member) throw new NpzError("There is no array of this name.", { entry: `${name}.npy` });
    const content = await openEntry(source, member, checksum, signal);
    const entry = { member, content, header: await readNpyHeader(content, signal) };
    opened.set(name, entry);
    return entry;
  }

  return {
    names: [...members.keys()],
    describe: (name, signal) =>
      within(`${name}.npy`, async () => describe(await entryOf(name, signal))),
    read: (name, options = {}) =>
      within(`${name}.npy`, async () => {
        const { content, header } = await entryOf(name, options.signal);
        return readValues(content, header, options);
      }),
    readRows: (name, rows, signal) =>
      within(`${name}.npy`, async () => {
        const { content, header } = await entryOf(name, signal);
        return readRowsAt(content, header, rows, signal);
      }),
    async verify(signal) {
      for (const member of all) {
        await within(member.name, () => verifyEntry(source, member, checksum, signal));
      }
    },
  };
}

interface Entry {
  readonly member: ZipMember;
  readonly content: EntrySource;
  readonly header: NpyHeader;
}

function describe({ member, content, header }: Entry): ArrayDescription {
  const { type, shape, fortranOrder, dataOffset } = header;
  return {
    dtype: type.name,
    shape,
    fortranOrder,
    bytes: content.size - dataOffset,
    byRange: member.method === method.stored && !fortranOrder && type.kind !== "O",
  };
}
