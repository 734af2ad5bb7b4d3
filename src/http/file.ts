/** A stored file over HTTP, whole or in part. */
import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import * as z from "zod";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import type { BlobKey } from "#src/storage/blobs/key.ts";
import { httpDate, portionOf } from "./byte-range.ts";
import { untilGone } from "./leaving.ts";

/** Documents an answer of bytes. */
export const binary = { schema: z.any().meta({ type: "string", format: "binary" }) };

/** Documents what `sendFile` answers. */
export function fileAnswers(mediaType: string) {
  const file = (description: string) => ({ description, content: { [mediaType]: binary } });
  return {
    200: file("The file"),
    206: file("The part that `Content-Range` says"),
    304: z.undefined().describe("It is as it was"),
  };
}

/** A file that is there. */
export interface StoredFile {
  readonly key: BlobKey;
  /** What it is saved as: printable ASCII without `"` and `\`. */
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** Of its bytes, in hexadecimal: its entity tag. */
  readonly sha256: string;
  readonly modified: Date;
}

/**
 * Answers with a file, or what was asked for of it; HEAD, with what would be answered.
 * @throws RangeNotThereError
 */
export function sendFile(
  blobs: Blobs,
  { headers, method }: FastifyRequest,
  reply: FastifyReply,
  { key, name, mediaType, size, sha256, modified }: StoredFile,
): FastifyReply {
  const etag = `"${sha256}"`;
  const portion = portionOf(headers, { size, etag, modified });
  reply
    .header("accept-ranges", "bytes")
    .header("last-modified", httpDate(modified))
    .header("etag", etag);
  if (portion.status === 416) {
    reply.header("content-range", `bytes */${size}`);
    throw new RangeNotThereError(size);
  }
  reply.code(portion.status);
  if (portion.status === 304) return reply.send();
  const { start, end } = portion.status === 206 ? portion.range : { start: 0, end: size };
  if (portion.status === 206) {
    reply.header("content-range", `bytes ${start}-${end - 1}/${size}`);
  }
  reply
    .type(mediaType)
    .header("content-length", end - start)
    .header("content-disposition", `attachment; filename="${name}"`);
  if (method === "HEAD" || start === end) return reply.send();
  const bytes = blobs.read(key, { range: { start, end }, signal: untilGone(reply) });
  return reply.send(Readable.from(bytes, { objectMode: false }));
}

/** Bytes were asked for that the file has not. */
class RangeNotThereError extends Error {
  override readonly name = "RangeNotThereError";
  readonly statusCode = 416;

  constructor(size: number) {
    super(`The file has bytes 0 to ${size - 1}, and none of those that Range names.`);
  }
}
