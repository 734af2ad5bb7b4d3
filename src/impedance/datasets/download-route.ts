/** A dataset's file over HTTP, whole or in part. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { fileAnswers, sendFile } from "#src/http/file.ts";
import { BlobMissingError, type Blobs } from "#src/storage/blobs/blobs.ts";
import type { Database } from "#src/storage/database.ts";
import { checkRegistered } from "./as-registered.ts";
import { keyOf, named } from "./named.ts";
import { findDataset } from "./registry.ts";

const mediaType = "application/x-npz";

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
      response: fileAnswers(mediaType),
    },
    handler: async (request, reply) => {
      const dataset = await findDataset(database, request.identity, request.params.filename);
      const key = keyOf(dataset);
      const info = await blobs.stat(key);
      if (info === undefined) throw new BlobMissingError(key);
      checkRegistered(dataset, info.size);
      const { filename: name, sha256 } = dataset;
      return sendFile(blobs, request, reply, { key, name, mediaType, sha256, ...info });
    },
  });
}
