/**
 * The records of a ZIP archive whose checksums and sizes follow the data, so that it can be written
 * as it comes (PKWARE APPNOTE 6.3.10; the numbers in brackets are its sections). ZIP64 records
 * appear where a number needs more than 32 bits, only.
 */
import { flag, inZip64, inZip64Short, method, signature, zip64Id } from "./zip-numbers.ts";

/** One file of an archive, placed. */
export interface ZipEntry {
  /** File name in UTF-8. */
  readonly name: Uint8Array;
  /** Bytes of the file. */
  readonly size: number;
  /** Where the local header lies in the archive. */
  readonly offset: number;
  readonly packing: Packing;
}

/** How the bytes of a file are kept: as they are, or compressed (RFC 1951). */
export type Packing = keyof typeof method;

/** What is known of a file when its bytes have been written. */
export interface Written {
  /** CRC-32 of the file. */
  readonly crc: number;
  /** Bytes it takes in the archive. */
  readonly packedSize: number;
}

const plainVersion = 20;
const zip64Version = 45;
const flags = flag.descriptor | flag.utf8;
/** 1980-01-01 00:00: the same data are the same bytes whenever they are written. */
const dosTime = 0;
const dosDate = 0x0021;
/** As made on Unix, so that what is extracted can be read: -rw-r--r--. */
const madeByUnix = 3 << 8;
const regularFile = 0o100644 * 0x10000;

/** The extra field of Android's zipalign: the alignment asked for, then zeros. */
const alignmentId = 0xd935;

/** The local header (4.3.7), as long as puts the file's first byte at a multiple of `alignment`. */
export function localHeader(entry: ZipEntry, alignment: number): Uint8Array<ArrayBuffer> {
  const large = mayBeLarge(entry);
  const zip64 = large ? fields([2, zip64Id], [2, 16], [8, 0], [8, 0]) : fields();
  const unpadded = entry.offset + 30 + entry.name.length + zip64.length + 6;
  const padding = (alignment - (unpadded % alignment)) % alignment;
  return joined(
    fields(
      [4, signature.localHeader],
      [2, large ? zip64Version : plainVersion],
      [2, flags],
      [2, method[entry.packing]],
      [2, dosTime],
      [2, dosDate],
      [4, 0],
      [4, large ? inZip64 : 0],
      [4, large ? inZip64 : 0],
      [2, entry.name.length],
      [2, zip64.length + 6 + padding],
    ),
    entry.name,
    zip64,
    fields([2, alignmentId], [2, 2 + padding], [2, alignment]),
    new Uint8Array(padding),
  );
}

/** What follows a file's bytes: its checksum and sizes (4.3.9). */
export function dataDescriptor(entry: ZipEntry, written: Written): Uint8Array<ArrayBuffer> {
  const width = mayBeLarge(entry) ? 8 : 4;
  return fields(
    [4, signature.dataDescriptor],
    [4, written.crc],
    [width, written.packedSize],
    [width, entry.size],
  );
}

/** An entry of the directory at the archive's end (4.3.12). */
export function directoryEntry(
  entry: ZipEntry,
  { crc, packedSize }: Written,
): Uint8Array<ArrayBuffer> {
  // The ZIP64 field has the numbers that do not fit, in this order (4.5.3).
  const wide = [entry.size, packedSize, entry.offset].filter((number) => number >= inZip64);
  const numbers = wide.map((number): Field => [8, number]);
  const zip64 = wide.length > 0 ? fields([2, zip64Id], [2, 8 * wide.length], ...numbers) : fields();
  const version = wide.length > 0 ? zip64Version : plainVersion;
  return joined(
    fields(
      [4, signature.directoryEntry],
      [2, madeByUnix | version],
      [2, version],
      [2, flags],
      [2, method[entry.packing]],
      [2, dosTime],
      [2, dosDate],
      [4, crc],
      [4, Math.min(packedSize, inZip64)],
      [4, Math.min(entry.size, inZip64)],
      [2, entry.name.length],
      [2, zip64.length],
      [2, 0], // comment
      [2, 0], // disk
      [2, 0], // internal attributes
      [4, regularFile],
      [4, Math.min(entry.offset, inZip64)],
    ),
    entry.name,
    zip64,
  );
}

/** The archive's end (4.3.14–16), after a directory of `count` entries in `size` bytes at `offset`. */
export function endOfArchive(count: number, size: number, offset: number): Uint8Array<ArrayBuffer> {
  const wide = count >= inZip64Short || size >= inZip64 || offset >= inZip64;
  const zip64End = fields(
    [4, signature.zip64End],
    [8, 44], // bytes of this record after this field
    [2, madeByUnix | zip64Version],
    [2, zip64Version],
    [4, 0],
    [4, 0],
    [8, count],
    [8, count],
    [8, size],
    [8, offset],
  );
  const locator = fields([4, signature.zip64Locator], [4, 0], [8, offset + size], [4, 1]);
  const end = fields(
    [4, signature.end],
    [2, 0],
    [2, 0],
    [2, Math.min(count, inZip64Short)],
    [2, Math.min(count, inZip64Short)],
    [4, Math.min(size, inZip64)],
    [4, Math.min(offset, inZip64)],
    [2, 0], // comment
  );
  return wide ? joined(zip64End, locator, end) : end;
}

/** A number and the bytes it takes. */
type Field = readonly [bytes: 2 | 4 | 8, value: number];

/**
 * Whether a file's sizes may need more than 32 bits. This must be said before they are known: what
 * cannot be compressed takes 5 bytes more for each block, and zlib's blocks have 16,383 or more.
 */
function mayBeLarge({ size, packing }: ZipEntry): boolean {
  return size + (packing === "deflated" ? Math.ceil(size / 1024) + 64 : 0) >= inZip64;
}

/** Little-endian numbers, one after the other. */
function fields(...values: readonly Field[]): Uint8Array<ArrayBuffer> {
  const record = new DataView(new ArrayBuffer(values.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of values) {
    if (bytes === 2) record.setUint16(at, value, true);
    else if (bytes === 4) record.setUint32(at, value, true);
    else record.setBigUint64(at, BigInt(value), true);
    at += bytes;
  }
  return new Uint8Array(record.buffer);
}

/** Records, one after the other. */
function joined(...records: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(records.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const record of records) {
    whole.set(record, at);
    at += record.length;
  }
  return whole;
}
