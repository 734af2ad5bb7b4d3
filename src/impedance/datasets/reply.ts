/** Answers of the datasets' routes that are streams. */
import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import * as z from "zod";
import { type Answer, jsonText } from "./number-text.ts";

/** Whoever asked has gone away, and hears no answer. */
export class ClientGoneError extends Error {
  override readonly name = "ClientGoneError";
  /** No fault of the server's: nginx has this status for it. */
  readonly statusCode = 499;
}

/** Aborts when whoever asked has gone away. */
export function untilGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once("close", () => gone.abort(new ClientGoneError("The client went away.")));
  return gone.signal;
}

/** Answers `{status: "success", data}`, written as fast as it is read. */
export function sendData(reply: FastifyReply, data: { readonly [field: string]: Answer }) {
  const text = jsonText({ status: "success", data });
  return reply.type("application/json").send(Readable.from(text, { objectMode: false }));
}

/** Documents an answer of bytes. */
export const binary = { schema: z.any().meta({ type: "string", format: "binary" }) };
