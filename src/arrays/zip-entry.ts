/** One entry of an archive as a source of its own bytes (APPNOTE 4.3.7). */
import type { Checksum } from "./crc32.ts";
import { inflated, piecesOf } from "./deflate.ts";
import { NpzError } from "./failure.ts";
import { LittleEndian } from "./little-endian.ts";
import { type ByteSource, partOf } from "./source.ts";
import { turn } from "./turn.ts";
import type { ZipMember } from "./zip-member.ts";
import { flag, inZip64, method, recordBytes, signature } from "./zip-numbers.ts";

/** The bytes of an entry. */
export interface EntrySource extends ByteSource {
  /**
   * Reads parts of one length, in one pass: they begin at ascending places, and none overlaps
   * another. They come one after the other.
   */
  readEach(
    starts: readonly number[],
    length: number,
    signal?: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>>;
}

/** Bytes whose checksum is computed before others have their turn: a few milliseconds. */
const checkedTogether = 4 * 1024 * 1024;

/**
 * Opens an entry. Its checksum is verified whenever all of it is read at once, and only then; of one
 * that is deflated, what comes before the bytes asked for is inflated too, and thrown away.
 * @throws NpzError when the local header is none, or contradicts the directory
 */
export async function openEntry(
  archive: ByteSource,
  member: ZipMember,
  checksum: Checksum,
  signal?: AbortSignal,
): Promise<EntrySource> {
  const start = await dataOffset(archive, member, signal);
  const packed = partOf(archive, start, start + member.compressedSize);
  const content = member.method === method.stored ? eachOf(packed) : inflating(packed, member.size);
  return {
    ...content,
    read: async (from, to, reading) => {
      const bytes = await content.read(from, to, reading);
      if (from > 0 || to < member.size) return bytes;
      let crc = 0;
      for (let at = 0; at < bytes.length; at += checkedTogether) {
        if (at > 0) await turn();
        crc = checksum(bytes.subarray(at, at + checkedTogether), crc);
      }
      if (crc !== member.crc) throw damaged(start);
      return bytes;
    },
  };
}

/**
 * Reads an entry through, in pieces of which none is kept.
 * @throws NpzError when it is not the bytes that the directory speaks of, and as `openEntry`
 */
export async function verifyEntry(
  archive: ByteSource,
  member: ZipMember,
  checksum: Checksum,
  signal?: AbortSignal,
): Promise<void> {
  const start = await dataOffset(archive, member, signal);
  const packed = partOf(archive, start, start + member.compressedSize);
  const pieces =
    member.method === method.stored
      ? piecesOf(packed, signal)
      : inflatedTo(packed, member.size, signal);
  let crc = 0;
  for await (const piece of pieces) crc = checksum(piece, crc);
  if (crc !== member.crc) throw damaged(start);
}

function damaged(archiveByte: number): NpzError {
  return new NpzError("Its checksum is not that of its bytes: the file is damaged.", {
    archiveByte,
  });
}

/** Where an entry's bytes begin, by its local header: that one's extra fields are its own. */
async function dataOffset(
  archive: ByteSource,
  { offset, nameBytes, end, ...member }: ZipMember,
  signal: AbortSignal | undefined,
): Promise<number> {
  const fixed = recordBytes.localHeader;
  const header = new LittleEndian(
    await archive.read(offset, offset + fixed + nameBytes.length, signal),
  );
  const contradicts = (what: string) =>
    new NpzError(`The local header's ${what} is not the directory's.`, { archiveByte: offset });
  if (header.u32(0) !== signature.localHeader) {
    throw new NpzError("There should be a local header here.", { archiveByte: offset });
  }
  const flags = header.u16(6);
  if (flags & (flag.encrypted | flag.stronglyEncrypted)) throw contradicts("encryption");
  if (header.u16(8) !== member.method) throw contradicts("method");
  const name = header.bytes.subarray(fixed);
  if (header.u16(26) !== nameBytes.length || name.some((byte, i) => byte !== nameBytes[i])) {
    throw contradicts("name");
  }
  for (const [what, value, known] of [
    ["checksum", header.u32(14), member.crc],
    ["compressed size", header.u32(18), member.compressedSize],
    ["size", header.u32(22), member.size],
  ] as const) {
    // Numbers that follow the data are 0 here; large ones, and NumPy's own, are in a ZIP64 field.
    const elsewhere = value === 0 ? flags & flag.descriptor : value === inZip64;
    if (value !== known && !elsewhere) throw contradicts(what);
  }
  const start = offset + fixed + nameBytes.length + header.u16(28);
  if (start + member.compressedSize > end) {
    throw new NpzError(
      `Its ${member.compressedSize} bytes at ${start} would reach beyond ${end}, where others begin.`,
      { archiveByte: offset },
    );
  }
  return start;
}

/** A source whose parts can be read anywhere. */
function eachOf(source: ByteSource): EntrySource {
  return {
    ...source,
    readEach: async (starts, length, signal) => {
      const bytes = new Uint8Array(starts.length * length);
      for (const [i, start] of starts.entries()) {
        bytes.set(await source.read(start, start + length, signal), i * length);
      }
      return bytes;
    },
  };
}

/** Deflated bytes as the source of what they inflate to, which is `size` bytes. */
function inflating(packed: ByteSource, size: number): EntrySource {
  const readEach: EntrySource["readEach"] = async (starts, length, signal) => {
    const bytes = new Uint8Array(starts.length * length);
    const end = (starts.at(-1) ?? 0) + length;
    let at = 0;
    let part = 0;
    for await (const chunk of inflatedTo(packed, size, signal)) {
      const chunkEnd = at + chunk.length;
      for (; part < starts.length && starts[part]! < chunkEnd; part++) {
        const start = starts[part]!;
        const from = Math.max(start, at);
        const found = chunk.subarray(from - at, start + length - at);
        bytes.set(found, part * length + from - start);
        if (start + length > chunkEnd) break;
      }
      at = chunkEnd;
      // What is asked for to the end is inflated to the end, to see that it ends there.
      if (at >= end && end < size) break;
    }
    return bytes;
  };
  return { size, readEach, read: (start, end, signal) => readEach([start], end - start, signal) };
}

/** What deflated bytes inflate to, which must be `size` bytes. */
async function* inflatedTo(packed: ByteSource, size: number, signal: AbortSignal | undefined) {
  let at = 0;
  for await (const chunk of inflated(packed, signal)) {
    at += chunk.length;
    if (at > size) {
      throw new NpzError(`It inflates to more than the ${size} bytes it is said to.`);
    }
    yield chunk;
  }
  if (at < size) {
    throw new NpzError(`It inflates to ${at} bytes, not to the ${size} it is said to.`);
  }
}
