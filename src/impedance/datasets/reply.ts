/** Answers of the datasets' routes that are streams. */
import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { type Answer, jsonText } from "./number-text.ts";

/** Answers `{status: "success", data}`, written as fast as it is read. */
export function sendData(reply: FastifyReply, data: { readonly [field: string]: Answer }) {
  const text = jsonText({ status: "success", data });
  return reply.type("application/json").send(Readable.from(text, { objectMode: false }));
}
