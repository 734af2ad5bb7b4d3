/** Several files as one: a ZIP archive, made in the page. */
import { crc32 } from "#src/arrays/crc32.ts";
import {
  dataDescriptor,
  directoryEntry,
  endOfArchive,
  localHeader,
  type ZipEntry,
} from "#src/arrays/zip.ts";

/** A file and what it is called. */
export interface NamedFile {
  readonly name: string;
  readonly content: Blob;
}

/** The files, stored one after the other; the same files are always the same bytes. */
export async function archiveOf(files: readonly NamedFile[]): Promise<Blob> {
  const parts: BlobPart[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const { size } = content;
    const entry: ZipEntry = {
      name: new TextEncoder().encode(name),
      size,
      offset,
      packing: "stored",
    };
    const written = { crc: await checksumOf(content), packedSize: size };
    const [head, tail] = [localHeader(entry, 1), dataDescriptor(entry, written)];
    parts.push(head, content, tail);
    directory.push(directoryEntry(entry, written) as Uint8Array<ArrayBuffer>);
    offset += head.length + size + tail.length;
  }
  const directoryBytes = directory.reduce((sum, { length }) => sum + length, 0);
  return new Blob([...parts, ...directory, endOfArchive(files.length, directoryBytes, offset)], {
    type: "application/zip",
  });
}

/** Read as it comes, so that others have their turn. */
async function checksumOf(content: Blob): Promise<number> {
  let crc = 0;
  const reader = content.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return crc;
    crc = crc32(value, crc);
  }
}
