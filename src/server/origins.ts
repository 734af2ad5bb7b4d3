/** Which pages of other origins may read the answers (CORS). */
import cors from "@fastify/cors";
import type { FastifyInstance } from "fastify";

/** The route that keeps nothing and knows nobody: every page may ask it. */
const STATELESS = "/api/quantum-tunneling";

const methods = ["GET", "POST", "PATCH", "DELETE"];

/** Headers that a page may read beside the few it always may. */
const exposedHeaders = [
  "Accept-Ranges",
  "Content-Disposition",
  "Content-Length",
  "Content-Range",
  "ETag",
  "Location",
  "RateLimit-Limit",
  "RateLimit-Remaining",
  "RateLimit-Reset",
  "Retry-After",
  "Server-Timing",
  "WWW-Authenticate",
  "X-Columns",
  "X-Format",
  "X-Frame-Interval",
  "X-Frames",
  "X-Grid-Size",
  "X-Request-Id",
  "X-Shape",
];

/**
 * Answers the pages of other origins.
 * @param origins those that may ask everything, as in `https://lab.example`; `*` is any
 */
export async function answerOrigins(app: FastifyInstance, origins: string[]): Promise<void> {
  const listed = origins.includes("*") ? "*" : origins;
  await app.register(cors, {
    delegator: async ({ url = "" }) => ({
      origin: url.split("?")[0] === STATELESS ? "*" : listed,
      methods,
      exposedHeaders,
      // An OPTIONS of somebody who asks for no permission is answered like any other.
      strictPreflight: false,
    }),
  });
}
