/** Sending a dataset over HTTP. */
import type { FastifyInstance, FastifyReply } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { binary } from "#src/http/file.ts";
import { ClientGoneError, untilGone } from "#src/http/leaving.ts";
import { changedDataset } from "./answers.ts";
import { listed } from "./listed.ts";
import { filename } from "./named.ts";
import { type UploadService, upload } from "./upload.ts";

/** What the route needs. */
export interface UploadRouteService extends UploadService {
  /** Largest file that is taken, in bytes. */
  readonly uploadLimit: number;
}

/** Adds the route, in a scope of its own: it takes bodies that others do not. */
export async function uploadRoute(
  app: FastifyInstance,
  service: UploadRouteService,
): Promise<void> {
  const { opened, uploadLimit } = service;
  // JSON is read into memory, whatever the limit, and a file's limit is no limit for that.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ["application/octet-stream", "application/x-npz", "application/zip"],
    (_request, _payload, done) => done(null),
  );
  app.withTypeProvider<ZodTypeProvider>().post(
    "/api/datasets",
    {
      config: { identity: "user", bodyType: "application/octet-stream" },
      bodyLimit: uploadLimit,
      schema: {
        tags: ["datasets"],
        summary: "Send a dataset",
        description:
          "The body is the NPZ itself, as application/octet-stream. It is a dataset once it has come " +
          "whole and was found to be one; otherwise nothing is left of it, and the answer says why.",
        consumes: ["application/octet-stream"],
        // It is read as it comes, and never parsed.
        body: binary.schema,
        querystring: z.strictObject({ filename: filename.describe("What the file is called") }),
        response: { 201: changedDataset },
      },
    },
    async ({ identity, query, raw, headers }, reply) => {
      const announced = Number(headers["content-length"] ?? 0);
      if (announced > uploadLimit) throw tooLong(reply);
      const bytes = atMost(raw, uploadLimit, reply);
      const dataset = await upload(service, identity, query.filename, bytes, untilGone(reply));
      return reply
        .code(201)
        .header("location", `/api/download/${dataset.filename}`)
        .send({ status: "success" as const, dataset: listed(dataset, opened) });
    },
  );
}

async function* atMost(bytes: AsyncIterable<Uint8Array>, limit: number, reply: FastifyReply) {
  let left = limit;
  try {
    for await (const piece of bytes) {
      left -= piece.length;
      if (left < 0) throw tooLong(reply);
      yield piece;
    }
    // To read the file through may take minutes, in which whoever sent it is silent.
    reply.raw.setTimeout(0, () => {});
  } catch (error) {
    if (reply.raw.destroyed) throw new ClientGoneError("The client went away.", { cause: error });
    throw error;
  }
}

/** The refusal of a body that is too long. What is left of it is not waited for. */
function tooLong(reply: FastifyReply): Error {
  reply.header("connection", "close");
  return new UploadTooLongError();
}

/** A body is longer than files may be; how long they may be is said by the route's own limit. */
class UploadTooLongError extends Error {
  override readonly name = "UploadTooLongError";
  readonly statusCode = 413;
}
