/** The one user of a server without an identity provider, and how others are kept from being them. */
import type { FastifyRequest } from "fastify";
import { type Identity, localUser } from "#src/storage/identity.ts";
import { isLoopback } from "./loopback.ts";
import type { Config } from "./settings.ts";

/** What was asked for is not for whoever asks. */
export class ForbiddenError extends Error {
  override readonly name = "ForbiddenError";
  readonly statusCode = 403;
}

/**
 * The local user. Nothing but the address tells them from the pages of other sites that are open in
 * their browser, so both ways in for such pages are shut: a name of the site's own that resolves to
 * this machine, and a request across origins that needs no permission.
 * @throws ForbiddenError when such a page may be asking
 */
export function atThisMachine(
  request: FastifyRequest,
  { INSECURE, CORS_ORIGINS }: Pick<Config, "INSECURE" | "CORS_ORIGINS">,
): Identity {
  const { host } = request;
  if (
    !INSECURE &&
    !(URL.canParse(`http://${host}`) && isLoopback(new URL(`http://${host}`).hostname))
  ) {
    throw new ForbiddenError(
      `The request is for the host ${host}, and this server has only its own machine's user. ` +
        "Ask at 127.0.0.1 or localhost.",
    );
  }
  const { origin } = request.headers;
  const isOwn = origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
  if (!isOwn && !CORS_ORIGINS.includes("*") && !CORS_ORIGINS.includes(origin)) {
    throw new ForbiddenError(
      `The page at ${origin} may not ask as this machine's user; CORS_ORIGINS lists those that may.`,
    );
  }
  return localUser;
}
