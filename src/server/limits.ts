/** How often one client may ask. */
import rateLimit, { normalizeIP } from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Config, hasProvider } from "./config.ts";
import type { WhoAsks } from "./identity.ts";
import { isLoopback } from "./loopback.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route may be asked as often as anybody likes: it costs nothing. */
    unlimited?: boolean;
  }
}

/** Requests a minute where nothing else is said: a page that drags a handle asks 600. */
const USUAL_REQUESTS = 3000;

/** A client asks too often. */
export class TooManyRequestsError extends Error {
  override readonly name = "TooManyRequestsError";
  readonly statusCode = 429;
}

/**
 * Requests a minute of one client. The one user of this machine has it to themselves, and no limit
 * unless one is set.
 */
export function requestLimit(config: Config): number {
  const isAlone = !hasProvider(config) && isLoopback(config.HOST);
  return config.LIMIT_REQUESTS ?? (isAlone ? Number.POSITIVE_INFINITY : USUAL_REQUESTS);
}

/**
 * Limits how often the routes registered later may be asked: by one user, or by one address where the
 * route does not know its users.
 */
export async function limitRequests(
  app: FastifyInstance,
  config: Config,
  whoAsks: WhoAsks,
): Promise<void> {
  const max = requestLimit(config);
  if (max === Number.POSITIVE_INFINITY) return;
  await app.register(rateLimit, {
    max,
    timeWindow: "1 minute",
    enableDraftSpec: true,
    allowList: (request) => request.routeOptions.config.unlimited === true,
    keyGenerator: (request) => clientOf(request, whoAsks),
    errorResponseBuilder: (_request, { max, after }) =>
      new TooManyRequestsError(
        `This server answers ${max} requests a minute of one client. Ask again in ${after}.`,
      ),
  });
}

/** A token that is refused counts for the address it came from; IPv6 addresses count by network. */
async function clientOf(request: FastifyRequest, whoAsks: WhoAsks): Promise<string> {
  const address = normalizeIP(request.ip);
  if (request.routeOptions.config.identity === undefined) return address;
  const user = await whoAsks(request).then(
    ({ claims }) => claims.sub,
    () => undefined,
  );
  return user ?? address;
}
