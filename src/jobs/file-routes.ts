/** `/jobs/{id}/files`: what jobs made, over HTTP. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { fileAnswers, sendFile } from "#src/http/file.ts";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import type { Database } from "#src/storage/database.ts";
import { named, noQuery } from "./address.ts";
import { findFile, listFiles } from "./files.ts";
import { jobFiles } from "./job.ts";

/** What the routes need. */
export interface FileService {
  readonly database: Database;
  readonly blobs: Blobs;
}

const fileName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
    "must be the name of a file: letters, digits, `.`, `_` and `-`, up to 100, as in model_0.cif",
  );

/** Adds the routes. */
export async function jobFileRoutes(
  app: FastifyInstance,
  { database, blobs }: FileService,
): Promise<void> {
  const config = { identity: "user" as const };
  const tags = ["jobs"];
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    "/jobs/:job_id/files",
    {
      config,
      schema: {
        tags,
        summary: "The files that a job made",
        description:
          "By their names; none of kinds that make none. While it is under way at most a log: what its " +
          "program has said so far, some seconds late.",
        params: named,
        querystring: noQuery,
        response: { 200: jobFiles },
      },
    },
    async ({ identity, params }) => {
      const files = await listFiles(database, identity, params.job_id);
      return {
        files: files.map(({ job, name, size, sha256, mediaType }) => ({
          name,
          size,
          sha256,
          media_type: mediaType,
          url: `/jobs/${job}/files/${name}`,
        })),
      };
    },
  );

  routes.route({
    // A HEAD that was made of the GET would read the file to throw it away.
    method: ["GET", "HEAD"],
    url: "/jobs/:job_id/files/:name",
    config,
    schema: {
      tags,
      summary: "A file that a job made",
      description:
        "With `Range` a part of it, so that a download is gone on with; `ETag` is its SHA-256. It " +
        "never changes, but for the log of a job that is under way.",
      params: named.extend({ name: fileName }),
      querystring: noQuery,
      response: fileAnswers("*/*"),
    },
    handler: async (request, reply) => {
      const { job_id: job, name } = request.params;
      const { blob, createdAt, ...file } = await findFile(database, request.identity, {
        job,
        name,
      });
      return sendFile(blobs, request, reply, { ...file, key: blob, modified: createdAt });
    },
  });
}
