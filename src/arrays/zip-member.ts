/** The entries of an archive's directory (APPNOTE 4.3.12). */
import { NpzError, shown } from "./failure.ts";
import type { LittleEndian } from "./little-endian.ts";
import { flag, inZip64, method, recordBytes, signature, zip64Id } from "./zip-numbers.ts";

/** One file of an archive, as the directory has it. */
export interface ZipMember {
  readonly name: string;
  /** The name's bytes: the local header repeats them. */
  readonly nameBytes: Uint8Array;
  readonly method: typeof method.stored | typeof method.deflated;
  /** CRC-32 of the file. */
  readonly crc: number;
  /** Bytes of the file. */
  readonly size: number;
  /** Bytes it takes in the archive. */
  readonly compressedSize: number;
  /** Where its local header begins. */
  readonly offset: number;
  /** Where the next entry, or the directory, begins. */
  readonly end: number;
}

/** Deflate's shortest codes stand for 258 bytes and take 2 bits, so it never makes 1 byte of more. */
const mostInflation = 1032;

/**
 * Reads all entries of a directory.
 * @param offset where the directory lies in the archive
 */
export function readMembers(
  directory: LittleEndian,
  offset: number,
  count: number,
): readonly ZipMember[] {
  const members: ZipMember[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    const { length, ...member } = readMember(directory, at, offset);
    members.push({ ...member, end: offset });
    at += length;
  }
  if (at !== directory.bytes.length) {
    throw new NpzError(`The directory's ${count} entries end before the directory does.`, {
      archiveByte: offset + at,
    });
  }
  checkNames(members);
  return withEnds(members);
}

/** Reads the entry at a byte of the directory, with the bytes it takes there. */
function readMember(directory: LittleEndian, at: number, directoryOffset: number) {
  const archiveByte = directoryOffset + at;
  const left = directory.bytes.length - at;
  const fixed = recordBytes.directoryEntry;
  if (left < fixed || directory.u32(at) !== signature.directoryEntry) {
    throw new NpzError("There should be an entry of the directory here.", { archiveByte });
  }
  const nameLength = directory.u16(at + 28);
  const extraLength = directory.u16(at + 30);
  const length = fixed + nameLength + extraLength + directory.u16(at + 32);
  if (length > left) {
    throw new NpzError("This entry of the directory is longer than the directory.", {
      archiveByte,
    });
  }
  const flags = directory.u16(at + 8);
  const nameBytes = directory.bytes.subarray(at + fixed, at + fixed + nameLength);
  const name = nameOf(nameBytes, flags, archiveByte);
  const place = { entry: name, archiveByte };
  const extra = zip64Field(directory, at + fixed + nameLength, extraLength);
  const wide = (short: number): number => {
    if (short !== inZip64) return short;
    const value = extra.next();
    if (value.done) throw new NpzError("Its ZIP64 field lacks a number.", place);
    return value.value;
  };
  // The order of the ZIP64 field: size, compressed size, offset (4.5.3).
  const size = wide(directory.u32(at + 24));
  const compressedSize = wide(directory.u32(at + 20));
  const offset = wide(directory.u32(at + 42));
  const kept = checkMethod(directory.u16(at + 10), flags, place);
  const part = directory.u16(at + 34);
  if (part !== 0) throw new NpzError("It is said to be in another part of the archive.", place);
  const most = kept === method.stored ? compressedSize : compressedSize * mostInflation;
  if (size > most || (kept === method.stored && size !== most)) {
    throw new NpzError(
      `It is said to be ${size} bytes, kept in ${compressedSize}: it cannot.`,
      place,
    );
  }
  if (offset + recordBytes.localHeader + nameLength + compressedSize > directoryOffset) {
    throw new NpzError(
      `Its ${compressedSize} bytes at ${offset} would reach into the directory.`,
      place,
    );
  }
  return {
    name,
    nameBytes,
    method: kept,
    crc: directory.u32(at + 16),
    size,
    compressedSize,
    offset,
    length,
  };
}

/** The numbers of the ZIP64 field among an entry's extra fields (4.5.1), if it is there. */
function* zip64Field(bytes: LittleEndian, start: number, length: number): Generator<number, void> {
  for (let at = start; at + 4 <= start + length; at += 4 + bytes.u16(at + 2)) {
    const end = Math.min(at + 4 + bytes.u16(at + 2), start + length);
    if (bytes.u16(at) !== zip64Id) continue;
    for (let number = at + 4; number + 8 <= end; number += 8) yield bytes.u64(number);
    return;
  }
}

function nameOf(bytes: Uint8Array, flags: number, archiveByte: number): string {
  const ascii = bytes.every((byte) => byte < 0x80);
  if (!ascii && !(flags & flag.utf8)) {
    throw new NpzError("A name is neither ASCII nor said to be UTF-8.", { archiveByte });
  }
  let name: string;
  try {
    name = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new NpzError("A name is not UTF-8.", { archiveByte }, { cause: error });
  }
  const leadsOut =
    name.split("/").some((part) => part === "..") || /^\/|^[A-Za-z]:|[\\\0]/.test(name);
  if (name === "" || leadsOut) {
    throw new NpzError(
      `An entry is called "${shown(name)}"; names are relative, with / between folders and no "..".`,
      { archiveByte },
    );
  }
  return name;
}

function checkMethod(value: number, flags: number, place: { entry: string; archiveByte: number }) {
  if (flags & (flag.encrypted | flag.stronglyEncrypted | flag.masked)) {
    throw new NpzError("It is encrypted.", place);
  }
  if (flags & flag.patch) throw new NpzError("It is a patch of another file.", place);
  if (value !== method.stored && value !== method.deflated) {
    throw new NpzError(
      `It is compressed by method ${value}; stored (0) and deflated (8) entries are read.`,
      place,
    );
  }
  return value;
}

function checkNames(members: readonly ZipMember[]): void {
  const names = new Set<string>();
  for (const { name } of members) {
    if (names.has(name)) throw new NpzError("There are two entries of this name.", { entry: name });
    names.add(name);
  }
}

/** The members, each with where it must have ended; none may lie within another. */
function withEnds(members: readonly ZipMember[]): readonly ZipMember[] {
  const ends = new Map<ZipMember, number>();
  const placed = members.toSorted((a, b) => a.offset - b.offset);
  for (const [i, member] of placed.entries()) {
    const { name, offset, nameBytes, compressedSize } = member;
    const next = placed[i + 1];
    const least = offset + recordBytes.localHeader + nameBytes.length + compressedSize;
    if (next && least > next.offset) {
      throw new NpzError(`It overlaps "${shown(next.name)}".`, {
        entry: name,
        archiveByte: offset,
      });
    }
    ends.set(member, next?.offset ?? member.end);
  }
  return members.map((member) => ({ ...member, end: ends.get(member)! }));
}
