/**
 * The records of a ZIP archive whose entries are stored, not compressed, and whose checksums follow
 * the data, so that an archive can be written as it comes (PKWARE APPNOTE 6.3.10; the numbers in
 * brackets are its sections). ZIP64 records appear where a number needs more than 32 bits, only.
 */

/** One file of an archive, placed. */
export interface ZipEntry {
  /** File name in UTF-8. */
  readonly name: Uint8Array;
  /** Bytes of the file. */
  readonly size: number;
  /** Where the local header lies in the archive. */
  readonly offset: number;
}

/** A 32-bit field with this value says: look for the number in the ZIP64 extra field. */
const inZip64 = 0xffffffff;

const storedVersion = 20;
const zip64Version = 45;
const method = 0;
/** Bit 3: checksum and sizes follow the data. Bit 11: names are UTF-8. */
const flags = 0x0808;
/** 1980-01-01 00:00: the same data are the same bytes whenever they are written. */
const dosTime = 0;
const dosDate = 0x0021;
/** As made on Unix, so that what is extracted can be read: -rw-r--r--. */
const madeByUnix = 3 << 8;
const regularFile = 0o100644 * 0x10000;

const zip64Id = 0x0001;
/** The extra field of Android's zipalign: the alignment asked for, then zeros. */
const alignmentId = 0xd935;

/** The local header (4.3.7), as long as puts the file's first byte at a multiple of `alignment`. */
export function localHeader(entry: ZipEntry, alignment: number): Uint8Array<ArrayBuffer> {
  const large = entry.size >= inZip64;
  const zip64 = large ? fields([2, zip64Id], [2, 16], [8, 0], [8, 0]) : fields();
  const unpadded = entry.offset + 30 + entry.name.length + zip64.length + 6;
  const padding = (alignment - (unpadded % alignment)) % alignment;
  return joined(
    fields(
      [4, 0x04034b50],
      [2, large ? zip64Version : storedVersion],
      [2, flags],
      [2, method],
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

/** What follows a file's bytes: its checksum and size (4.3.9). */
export function dataDescriptor({ size }: ZipEntry, crc: number): Uint8Array<ArrayBuffer> {
  const width = size >= inZip64 ? 8 : 4;
  return fields([4, 0x08074b50], [4, crc], [width, size], [width, size]);
}

/** An entry of the directory at the archive's end (4.3.12). */
export function directoryEntry(entry: ZipEntry, crc: number): Uint8Array<ArrayBuffer> {
  const large = entry.size >= inZip64;
  const far = entry.offset >= inZip64;
  const wide = [
    ...(large ? [wideField(entry.size), wideField(entry.size)] : []),
    ...(far ? [wideField(entry.offset)] : []),
  ];
  const zip64 = wide.length > 0 ? fields([2, zip64Id], [2, 8 * wide.length], ...wide) : fields();
  const version = wide.length > 0 ? zip64Version : storedVersion;
  return joined(
    fields(
      [4, 0x02014b50],
      [2, madeByUnix | version],
      [2, version],
      [2, flags],
      [2, method],
      [2, dosTime],
      [2, dosDate],
      [4, crc],
      [4, large ? inZip64 : entry.size],
      [4, large ? inZip64 : entry.size],
      [2, entry.name.length],
      [2, zip64.length],
      [2, 0], // comment
      [2, 0], // disk
      [2, 0], // internal attributes
      [4, regularFile],
      [4, far ? inZip64 : entry.offset],
    ),
    entry.name,
    zip64,
  );
}

/** The archive's end (4.3.14–16), after a directory of `count` entries in `size` bytes at `offset`. */
export function endOfArchive(count: number, size: number, offset: number): Uint8Array<ArrayBuffer> {
  const wide = count >= 0xffff || size >= inZip64 || offset >= inZip64;
  const zip64End = fields(
    [4, 0x06064b50],
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
  const locator = fields([4, 0x07064b50], [4, 0], [8, offset + size], [4, 1]);
  const end = fields(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, Math.min(count, 0xffff)],
    [2, Math.min(count, 0xffff)],
    [4, Math.min(size, inZip64)],
    [4, Math.min(offset, inZip64)],
    [2, 0], // comment
  );
  return wide ? joined(zip64End, locator, end) : end;
}

/** A number and the bytes it takes. */
type Field = readonly [bytes: 2 | 4 | 8, value: number];

function wideField(value: number): Field {
  return [8, value];
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
