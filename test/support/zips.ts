/** Archives made by hand, to be wrong in any way. */
import { crc32, deflateRawSync } from "node:zlib";

/** An entry; what is not given is right. */
export interface HandMadeEntry {
  readonly name: string | Buffer;
  readonly bytes: Uint8Array;
  readonly deflated?: boolean;
  /** What the directory says. */
  readonly directory?: Partial<EntryNumbers>;
  /** What the local header says. Default: the directory's. */
  readonly local?: Partial<EntryNumbers> & { readonly name?: string };
  /** Extra fields of directory and local header. */
  readonly extra?: Buffer;
  readonly localExtra?: Buffer;
  /** Follows the entry's bytes. */
  readonly descriptor?: Buffer;
}

interface EntryNumbers {
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  /** Of the directory: where the local header lies, and in which part of the archive. */
  readonly offset: number;
  readonly part: number;
}

/** What the end record says; what is not given is right. */
export interface HandMadeEnd {
  readonly part?: number;
  readonly count?: number;
  readonly size?: number;
  readonly offset?: number;
  readonly comment?: Buffer;
  /** Comes between the directory and its end record. */
  readonly between?: Buffer;
}

/** The archive of some entries. */
export function zip(entries: readonly HandMadeEntry[], end: HandMadeEnd = {}): Buffer<ArrayBuffer> {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name as string);
    const data = entry.deflated ? deflateRawSync(entry.bytes) : Buffer.from(entry.bytes);
    const numbers = {
      ...{ flags: 0x0800, method: entry.deflated ? 8 : 0, crc: crc32(entry.bytes) },
      ...{ packed: data.length, size: entry.bytes.length, offset, part: 0 },
      ...entry.directory,
    };
    const local = { ...numbers, ...entry.local };
    const localName = Buffer.from(entry.local?.name ?? name);
    const localExtra = entry.localExtra ?? Buffer.alloc(0);
    const file = Buffer.concat([
      numbered([4, 0x04034b50], [2, 20], [2, local.flags], [2, local.method], [4, 0]),
      numbered([4, local.crc], [4, local.packed], [4, local.size]),
      numbered([2, localName.length], [2, localExtra.length]),
      ...[localName, localExtra, data, entry.descriptor ?? Buffer.alloc(0)],
    ]);
    const extra = entry.extra ?? Buffer.alloc(0);
    directory.push(
      numbered([4, 0x02014b50], [2, 20], [2, 20], [2, numbers.flags], [2, numbers.method], [4, 0]),
      numbered([4, numbers.crc], [4, numbers.packed], [4, numbers.size], [2, name.length]),
      numbered([2, extra.length], [2, 0], [2, numbers.part], [2, 0], [4, 0], [4, numbers.offset]),
      ...[name, extra],
    );
    files.push(file);
    offset += file.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const count = end.count ?? entries.length;
  const comment = end.comment ?? Buffer.alloc(0);
  return Buffer.concat([
    ...files,
    ...directory,
    end.between ?? Buffer.alloc(0),
    numbered([4, 0x06054b50], [2, end.part ?? 0], [2, 0], [2, count], [2, count]),
    numbered([4, end.size ?? size], [4, end.offset ?? offset], [2, comment.length]),
    comment,
  ]);
}

/** Little-endian numbers, each in so many bytes. */
export function numbered(...numbers: readonly (readonly [2 | 4 | 8, number])[]): Buffer {
  return Buffer.concat(
    numbers.map(([bytes, value]) => {
      const number = Buffer.alloc(bytes);
      if (bytes === 8) number.writeBigUInt64LE(BigInt(value));
      else number.writeUIntLE(value, 0, bytes);
      return number;
    }),
  );
}
