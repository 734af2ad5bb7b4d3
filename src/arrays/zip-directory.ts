/**
 * Finds what an archive holds by the directory at its end (APPNOTE 4.3.12–16). It is read strictly:
 * a file in which two readers could see different archives is refused.
 */
import { NpzError } from "./failure.ts";
import { LittleEndian } from "./little-endian.ts";
import type { ByteSource } from "./source.ts";
import { readMembers, type ZipMember } from "./zip-member.ts";
import { inZip64, inZip64Short, recordBytes, signature } from "./zip-numbers.ts";

/** Most entries an archive may have; one of NumPy's has as many as somebody named arrays. */
const mostEntries = 10_000;

/** Most bytes of a directory: more than 1,600 for each of the entries. */
const mostDirectoryBytes = 16 * 1024 * 1024;

/** The longest comment after the end record: its length is 16 bits (4.3.16). */
const mostCommentBytes = 0xffff;

/** Where the directory lies. */
interface Directory {
  readonly offset: number;
  readonly size: number;
  readonly count: number;
}

/**
 * The entries of an archive, in the directory's order.
 * @throws NpzError when it is no ZIP archive, or one that is not read: in several parts, encrypted,
 *   with entries that overlap, with two of one name, or with names that lead out of a folder
 */
export async function readDirectory(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<readonly ZipMember[]> {
  const most = recordBytes.zip64End + recordBytes.zip64Locator + recordBytes.end + mostCommentBytes;
  const tailOffset = Math.max(0, source.size - most);
  const tail = await source.read(tailOffset, source.size, signal);
  const bytes = async (offset: number, length: number) =>
    new LittleEndian(
      offset >= tailOffset
        ? tail.subarray(offset - tailOffset, offset - tailOffset + length)
        : await source.read(offset, offset + length, signal),
    );
  const end = endOffset(tail, tailOffset);
  const directory = await findDirectory(bytes, end);
  checkBounds(directory, end);
  return readMembers(
    await bytes(directory.offset, directory.size),
    directory.offset,
    directory.count,
  );
}

type Reading = (offset: number, length: number) => Promise<LittleEndian>;

/** Where the end record begins: the last place where one would end with the file. */
function endOffset(tail: Uint8Array<ArrayBuffer>, tailOffset: number): number {
  const numbers = new LittleEndian(tail);
  const first = Math.max(0, tail.length - recordBytes.end - mostCommentBytes);
  for (let at = tail.length - recordBytes.end; at >= first; at--) {
    const comment = tail.length - recordBytes.end - at;
    if (numbers.u32(at) === signature.end && numbers.u16(at + 20) === comment) {
      return tailOffset + at;
    }
  }
  throw new NpzError(
    "This is no NPZ file, or the end of one is missing: no ZIP directory was found.",
  );
}

/** Reads the end record and, if there is one, the ZIP64 end record before it. */
async function findDirectory(bytes: Reading, end: number): Promise<Directory> {
  const record = await bytes(end, recordBytes.end);
  const short = { offset: record.u32(16), size: record.u32(12), count: record.u16(10) };
  const parts = [record.u16(4), record.u16(6)];
  if (parts.some((part) => part !== 0 && part !== inZip64Short) || record.u16(8) !== short.count) {
    throw severalParts(end);
  }
  const locatorOffset = end - recordBytes.zip64Locator;
  const locator =
    locatorOffset < 0 ? undefined : await bytes(locatorOffset, recordBytes.zip64Locator);
  if (locator?.u32(0) !== signature.zip64Locator) return withEnd(short, end);

  const zip64Offset = locator.u64(8);
  if (locator.u32(4) !== 0 || locator.u32(16) !== 1) throw severalParts(locatorOffset);
  if (zip64Offset > locatorOffset - recordBytes.zip64End) {
    throw new NpzError("The ZIP64 end record is not before what points to it.", {
      archiveByte: locatorOffset,
    });
  }
  const zip64 = await bytes(zip64Offset, recordBytes.zip64End);
  // The record states its length without the 12 bytes that come before that statement (4.3.14.1).
  if (zip64.u32(0) !== signature.zip64End || zip64Offset + 12 + zip64.u64(4) !== locatorOffset) {
    throw new NpzError("There should be a ZIP64 end record here.", { archiveByte: zip64Offset });
  }
  const wide = { offset: zip64.u64(48), size: zip64.u64(40), count: zip64.u64(32) };
  if (zip64.u32(16) !== 0 || zip64.u32(20) !== 0 || zip64.u64(24) !== wide.count) {
    throw severalParts(zip64Offset);
  }
  for (const [key, none] of [
    ["offset", inZip64],
    ["size", inZip64],
    ["count", inZip64Short],
  ] as const) {
    if (short[key] !== none && short[key] !== wide[key]) {
      throw new NpzError(
        `The directory's ${key} is ${short[key]} here and ${wide[key]} in the ZIP64 end record.`,
        { archiveByte: end },
      );
    }
  }
  return withEnd(wide, zip64Offset);
}

/** The directory, which must end where its end record begins: nothing hides between them. */
function withEnd(directory: Directory, end: number): Directory {
  const { offset, size } = directory;
  if (offset + size !== end) {
    throw new NpzError(
      `The directory is said to be ${size} bytes at ${offset}, but its end record begins at ${end}.`,
      { archiveByte: end },
    );
  }
  return directory;
}

function checkBounds({ count, size, offset }: Directory, end: number): void {
  if (count > mostEntries || size > mostDirectoryBytes) {
    throw new NpzError(
      `The directory has ${count} entries in ${size} bytes; at most ${mostEntries} entries in ` +
        `${mostDirectoryBytes} bytes are read.`,
      { archiveByte: end },
    );
  }
  if (count * recordBytes.directoryEntry > size) {
    throw new NpzError(`${count} entries do not fit into a directory of ${size} bytes.`, {
      archiveByte: offset,
    });
  }
}

function severalParts(archiveByte: number): NpzError {
  return new NpzError("The archive is said to be one part of several; only whole ones are read.", {
    archiveByte,
  });
}
