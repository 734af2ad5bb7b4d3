/** The archive that a server of alignments sends: tar in gzip, an A3M file of each database searched. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { mostMsaCharacters, mostMsaRows } from "../msa.ts";
import { createMsaRows, MsaError } from "../msa-rows.ts";

/** Most bytes of an archive once it is unpacked. Ours: many times what the public server sends. */
const MOST_UNPACKED = 256 * 1024 ** 2;

/** The archive ended before its end: the connection was lost, not the archive wrong. */
export class ArchiveCutError extends Error {
  override readonly name = "ArchiveCutError";
}

/**
 * Reads the archive. The rows of `uniref.a3m` come first, then those of the environmental sequences,
 * whose first row is the protein once more. Of more rows than Boltz reads only the first are kept.
 *
 * @param archive its bytes; what they throw is thrown
 * @param sequence the protein's, in capitals
 * @param most bytes of it unpacked; default: 256 MiB
 * @returns rows of the alignment, as `createMsaRows` tells them
 * @throws MsaError when it is none of this protein, ArchiveCutError
 */
export async function readArchive(
  archive: AsyncIterable<Uint8Array>,
  sequence: string,
  most = MOST_UNPACKED,
): Promise<readonly string[]> {
  const files = await alignmentsIn(archive, sequence, most);
  const [first, ...further] = [...files].sort(([a], [b]) => orderOf(a) - orderOf(b));
  if (first === undefined) throw new MsaError("The archive has no file that ends in `.a3m`.");
  const rows = [...first[1], ...further.flatMap(([, others]) => others.slice(1))];
  return within(rows);
}

/** The first rows, as many as Boltz reads and as fit. */
function within(rows: readonly string[]): readonly string[] {
  let characters = 0;
  const end = rows.findIndex((row, index) => {
    characters += row.length;
    return index === mostMsaRows || characters > mostMsaCharacters;
  });
  return end < 0 ? rows : rows.slice(0, end);
}

function orderOf(name: string): number {
  return name === "uniref.a3m" ? 0 : 1;
}

async function alignmentsIn(archive: AsyncIterable<Uint8Array>, sequence: string, most: number) {
  const files = new Map<string, readonly string[]>();
  const entries = extract();
  let lost: { readonly error: unknown } | undefined;
  const source = async function* () {
    let isReading = true;
    try {
      for await (const piece of archive) {
        // While it has a piece in hand, what is thrown here is the pipeline's own error.
        isReading = false;
        yield piece;
        isReading = true;
      }
    } catch (error) {
      if (isReading) lost = { error };
      throw error;
    }
  };
  const unpacking = pipeline(Readable.from(source()), createGunzip(), upTo(most), entries);
  // Its error reaches the loop, too, which is where it is looked at.
  unpacking.catch(() => {});
  try {
    for await (const entry of entries) {
      const name = entry.header.name.split("/").at(-1)!;
      if (name.endsWith(".a3m")) {
        // Its types say `unknown`; it yields what it was written.
        files.set(name, await rowsOf(entry as AsyncIterable<Uint8Array>, sequence));
      } else entry.resume();
    }
    await unpacking;
  } catch (error) {
    if (lost !== undefined) throw lost.error;
    throw inOurWords(error);
  }
  return files;
}

async function rowsOf(bytes: AsyncIterable<Uint8Array>, sequence: string) {
  const reader = createMsaRows(sequence, mostMsaRows);
  const decoder = new TextDecoder();
  for await (const piece of bytes) reader.push(decoder.decode(piece, { stream: true }));
  return reader.end();
}

/** Passes bytes on as long as there are not too many. */
function upTo(most: number) {
  return async function* (unpacked: AsyncIterable<Uint8Array>) {
    let bytes = 0;
    for await (const piece of unpacked) {
      bytes += piece.length;
      if (bytes > most) throw new MsaError(`The archive unpacks to more than ${most} bytes.`);
      yield piece;
    }
  };
}

function inOurWords(error: unknown): Error {
  if (error instanceof MsaError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const isCut = code === "Z_BUF_ERROR" || message === "Unexpected end of data";
  if (isCut) return new ArchiveCutError("The archive ends too early.", { cause: error });
  return new MsaError("The archive is no tar in gzip.", { cause: error });
}
