/** Bodies: JSON, with a kinder word for the numbers that it has not, and what is left of a refused one. */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Every field of the body is optional, and so is the body: none stands for an empty object. */
    isBodyOptional?: boolean;
  }
}

/** Strings are matched first, so that what they say is left alone. */
const notJson = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;

/**
 * Reads JSON bodies. Python and JavaScript programs write NaN and Infinity where a calculation went
 * wrong; JSON has no such tokens. They are read as null, so that the schema names the fields.
 */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeContentTypeParser("text/plain");
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser<string>(
    "application/json",
    { parseAs: "string" },
    (request, body, done) => {
      if (body === "") return done(null, undefined);
      if (!isUtf8(request.headers["content-type"])) return done(unreadable);
      parse(request, body, (refusal, value) => {
        if (refusal === null) return done(null, value);
        const mended = body.replace(notJson, (token) => (token.startsWith('"') ? token : "null"));
        parse(request, mended, (stillRefused, mendedValue) =>
          done(stillRefused === null ? null : badJson(mended, stillRefused), mendedValue),
        );
      });
    },
  );
  app.addHook("preParsing", async ({ headers }) => {
    if (packingOf(headers) !== undefined) throw packed;
  });
  // One that says null was not left out.
  app.addHook("preValidation", async (request) => {
    if (request.body === undefined && request.routeOptions.config.isBodyOptional) request.body = {};
  });
}

/** Most of a refused body that is still taken, in bytes. */
const MOST_DRAINED = 64 * 1024 ** 2;
/** How long it is taken, in milliseconds. */
const DRAINING_MS = 10_000;

/**
 * Takes the rest of a refused body and throws it away before the connection is closed: most clients send
 * everything before they read, and to them a connection closed earlier is a broken pipe, and no answer.
 */
export function drainRefusedBodies(app: FastifyInstance): void {
  app.addHook("onSend", async ({ raw }, reply, payload) => {
    const closes = reply.getHeader("connection") === "close" || !reply.raw.shouldKeepAlive;
    if (!closes || raw.complete || !Buffer.isBuffer(payload)) return payload;
    // The answer is whole for who reads it, while it does not end yet.
    reply.header("content-length", payload.length);
    return Readable.from(whileDraining(payload, raw));
  });
}

async function* whileDraining(answer: Buffer, rest: IncomingMessage) {
  const late = setTimeout(() => rest.destroy(), DRAINING_MS);
  let left = MOST_DRAINED;
  try {
    yield answer;
    for await (const piece of rest) {
      left -= piece.length;
      if (left < 0) break;
    }
  } catch {
    // Whoever sent it has left, or was too slow.
  } finally {
    clearTimeout(late);
  }
}

/** JSON is UTF-8 (RFC 8259), whatever it calls itself; text of another encoding would be read wrong. */
function isUtf8(contentType = ""): boolean {
  const [, charset = "utf-8"] = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType) ?? [];
  return /^(utf-?8|us-ascii)$/i.test(charset);
}

/** How a body is packed; undefined if it is not. No route takes a packed one. */
export function packingOf({
  "content-encoding": packing,
}: IncomingHttpHeaders): string | undefined {
  return packing === undefined || /^\s*(identity)?\s*$/i.test(packing) ? undefined : packing;
}

const packed = Object.assign(new Error("The body is packed."), { statusCode: 415 });
const unreadable = Object.assign(new Error("The body is not in UTF-8."), { statusCode: 415 });

/** The engine's own words say where the fault is; a body it can read was refused for its content. */
function badJson(body: string, refusal: Error): Error {
  // Fastify refuses names that could reach an object's prototype.
  let reason = /not valid JSON/.test(refusal.message)
    ? "it has a field __proto__ or constructor.prototype, which is no field of any request"
    : refusal.message;
  try {
    JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) reason = error.message;
  }
  return Object.assign(new Error(`The body is not JSON that can be used: ${reason}.`), {
    statusCode: 400,
  });
}
