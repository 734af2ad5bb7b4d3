/** Who leaves before they are answered. */
import type { FastifyReply } from "fastify";

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
