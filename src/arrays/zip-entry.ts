/** One entry of an archive as a source of its own bytes (APPNOTE 4.3.7). */
import type { Checksum } from "./crc32.ts";
import { inflated } from "./deflate.ts";
import { NpzError } from "./failure.ts";
import { LittleEndian } from "./little-endian.ts";
import { type ByteSource, partOf } from "./source.ts";
import type { ZipMember } from "./zip-member.ts";
import { flag, inZip64, method, recordBytes, signature } from "./zip-numbers.ts";

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
): Promise<ByteSource> {
  const start = await dataOffset(archive, member, signal);
  const packed = partOf(archive, start, start + member.compressedSize);
  const content = member.method === method.stored ? packed : inflating(packed, member.size);
  return {
    size: member.size,
    read: async (from, to, reading) => {
      const bytes = await content.read(from, to, reading);
      if (from === 0 && to === member.size && checksum(bytes) !== member.crc) {
        throw new NpzError("Its checksum is not that of its bytes: the file is damaged.", {
          archiveByte: start,
        });
      }
      return bytes;
    },
  };
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

/** Deflated bytes as the source of what they inflate to, which is `size` bytes. */
function inflating(packed: ByteSource, size: number): ByteSource {
  return {
    size,
    read: async (start, end, signal) => {
      const bytes = new Uint8Array(end - start);
      let at = 0;
      for await (const chunk of inflated(packed, signal)) {
        const part = chunk.subarray(Math.max(0, start - at), Math.max(0, end - at));
        bytes.set(part, Math.max(0, at - start));
        at += chunk.length;
        if (at > size) {
          throw new NpzError(`It inflates to more than the ${size} bytes it is said to.`);
        }
        // What is asked for to the end is inflated to the end, to see that it ends there.
        if (at >= end && end < size) return bytes;
      }
      if (at < size) {
        throw new NpzError(`It inflates to ${at} bytes, not to the ${size} it is said to.`);
      }
      return bytes;
    },
  };
}
