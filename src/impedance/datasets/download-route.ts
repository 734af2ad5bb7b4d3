/** A dataset's file over HTTP, whole or in part. */
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { BlobMissingError, type Blobs } from "#src/storage/blobs/blobs.ts";
import type { Database } from "#src/storage/database.ts";
import { checkRegistered } from "./as-registered.ts";
import { httpDate, portionOf } from "./byte-range.ts";
import { keyOf, named } from "./named.ts";
import { findDataset } from "./registry.ts";
import { binary, untilGone } from "./reply.ts";

const type = "application/x-npz";
const file = (description: string) => ({ description, content: { [type]: binary } });

/** What the route needs. */
export interface DownloadService {
  readonly database: Database;
  readonly blobs: Blobs;
}

/** Adds the route. */
export function downloadRoute(app: FastifyInstance, { database, blobs }: DownloadService): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    // A HEAD that was made of the GET would read the file to throw it away.
    method: ["GET", "HEAD"],
    url: "/api/download/:filename",
    config: { identity: "anyone" },
    schema: {
      tags: ["datasets"],
      summary: "A dataset's file",
      description:
        "With `Range` a part of it, so that a download is gone on with; `ETag` is its SHA-256.",
      params: named,
      response: {
        200: file("The file"),
        206: file("The part that `Content-Range` says"),
        304: z.undefined(),
      },
    },
    handler: async ({ identity, params, headers, method }, reply) => {
      const dataset = await findDataset(database, identity, params.filename);
      const key = keyOf(dataset);
      const info = await blobs.stat(key);
      if (info === undefined) throw new BlobMissingError(key);
      const { size, modified } = info;
      checkRegistered(dataset, size);
      const etag = `"${dataset.sha256}"`;
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
        .type(type)
        .header("content-length", end - start)
        .header("content-disposition", `attachment; filename="${dataset.filename}"`);
      if (method === "HEAD" || start === end) return reply.send();
      const bytes = blobs.read(key, { range: { start, end }, signal: untilGone(reply) });
      return reply.send(Readable.from(bytes, { objectMode: false }));
    },
  });
}

/** Bytes were asked for that the file has not. */
class RangeNotThereError extends Error {
  override readonly name = "RangeNotThereError";
  readonly statusCode = 416;

  constructor(size: number) {
    super(`The file has bytes 0 to ${size - 1}, and none of those that Range names.`);
  }
}
