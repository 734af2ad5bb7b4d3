/**
 * Who asks. A route whose `config` has `identity` learns it before anything else is looked at; other
 * routes are nobody's, and touch no database.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Identity } from "#src/storage/identity.ts";
import type { Config } from "./config.ts";
import { atThisMachine } from "./local-user.ts";
import { SignInError, tokenVerifier } from "./tokens.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** `user`: only somebody who is signed in may ask. `anyone`: others are asked as `anon`. */
    identity?: "user" | "anyone";
  }
  interface FastifyRequest {
    /** Who asks; nobody (`anon`) on routes that do not want to know. */
    readonly identity: Identity;
  }
}

/**
 * Finds out who sends a request.
 * @throws SignInError, KeysAwayError, ForbiddenError
 */
export type WhoAsks = (request: FastifyRequest) => Promise<Identity>;

const nobody: Identity = { role: "anon", claims: { role: "anon" } };

/** How this configuration knows its users. The answer is found once a request. */
export function identification(config: Config): WhoAsks {
  const verify = tokenVerifier(config);
  const known = new WeakMap<FastifyRequest, Promise<Identity>>();
  const find: WhoAsks = async (request) => {
    if (verify === undefined) return atThisMachine(request, config);
    const token = bearerToken(request);
    return token === undefined ? nobody : verify(token);
  };
  return (request) => {
    const identity = known.get(request) ?? find(request);
    known.set(request, identity);
    return identity;
  };
}

/** Gives `request.identity` to the routes registered later that ask for it. */
export function identifyUsers(app: FastifyInstance, whoAsks: WhoAsks): void {
  const identities = new WeakMap<FastifyRequest, Identity>();
  app.decorateRequest("identity", {
    getter() {
      return identities.get(this) ?? nobody;
    },
  });
  const identify = async (request: FastifyRequest) => {
    const identity = await whoAsks(request);
    if (identity.role === "anon" && request.routeOptions.config.identity === "user") {
      throw SignInError.noToken("Only somebody who is signed in may ask this: send a token.");
    }
    identities.set(request, identity);
  };
  app.addHook("onRoute", (route) => {
    if (route.config?.identity === undefined) return;
    route.onRequest = [route.onRequest ?? []].flat().concat(identify);
  });
}

function bearerToken({ raw }: FastifyRequest): string | undefined {
  // Node itself drops all but the first.
  const [credentials, ...more] = raw.rawHeaders.filter(
    (_, index, all) => index % 2 === 1 && all[index - 1]!.toLowerCase() === "authorization",
  );
  if (credentials === undefined) return undefined;
  const [, token] = /^Bearer +([\w.~+/-]+=*) *$/i.exec(credentials) ?? [];
  if (token === undefined || more.length > 0) {
    throw SignInError.badToken("Send one token, as in Authorization: Bearer <token>.");
  }
  return token;
}
