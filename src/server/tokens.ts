/** Users' tokens (JWT): whether one is good, and whom it names. */
import {
  createRemoteJWKSet,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  jwtVerify,
} from "jose";
import * as z from "zod";
import type { Identity } from "#src/storage/identity.ts";
import type { Config } from "./settings.ts";

/** Somebody has to sign in, or sign in again; the message says why. */
export class SignInError extends Error {
  override readonly name = "SignInError";
  readonly statusCode = 401;
  /** Value of `WWW-Authenticate` (RFC 6750). */
  readonly challenge: string;

  private constructor(challenge: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.challenge = challenge;
  }

  /** Nobody signed in. */
  static noToken(message: string): SignInError {
    return new SignInError("Bearer", message);
  }

  /** A token that names nobody here. */
  static badToken(message: string, cause?: unknown): SignInError {
    return new SignInError('Bearer error="invalid_token"', message, { cause });
  }
}

/** The identity provider's keys cannot be had just now, so no token can be judged. */
export class KeysAwayError extends Error {
  override readonly name = "KeysAwayError";
  readonly statusCode = 503;
  /** Seconds after which to ask again. */
  readonly retryAfter = 5;

  constructor(cause: unknown) {
    super("The identity provider's keys cannot be fetched just now; no token can be judged.", {
      cause,
    });
  }
}

/**
 * Finds out whom a token names.
 * @throws SignInError saying which check failed; KeysAwayError when none can be made
 */
export type VerifyToken = (token: string) => Promise<Identity>;

/** What a token must be like. */
interface Checks extends JWTVerifyOptions {
  readonly audience: string;
  readonly algorithms: string[];
}

/** How far the clocks of server and provider may differ, in seconds. */
const CLOCK_TOLERANCE_S = 5;

/**
 * Algorithms are the server's choice, never the token's: a key set's public keys can then not be
 * used as a secret.
 */
const SECRET_ALGORITHMS = ["HS256"];
const KEY_SET_ALGORITHMS = ["RS256", "ES256", "EdDSA"];

const uuid = z.guid();

/** How tokens are verified by this configuration, or undefined where nobody signs any. */
export function tokenVerifier(config: Config): VerifyToken | undefined {
  const audience = config.JWT_AUDIENCE;
  const always = { audience, requiredClaims: ["exp"], clockTolerance: CLOCK_TOLERANCE_S };
  if (config.JWT_SECRET !== undefined) {
    const secret = new TextEncoder().encode(config.JWT_SECRET);
    return verifier(async () => secret, { ...always, algorithms: SECRET_ALGORITHMS });
  }
  if (config.JWKS_URL !== undefined) {
    const keys = publishedKeys(new URL(config.JWKS_URL));
    return verifier(keys, { ...always, algorithms: KEY_SET_ALGORITHMS });
  }
  if (config.SUPABASE_URL !== undefined) {
    const issuer = issuerOf(config.SUPABASE_URL);
    const keys = publishedKeys(new URL(`${issuer}/.well-known/jwks.json`));
    return verifier(keys, { ...always, issuer, algorithms: KEY_SET_ALGORITHMS });
  }
  return undefined;
}

/** Who issues the tokens of a Supabase project. */
export function issuerOf(supabaseUrl: string): string {
  return `${supabaseUrl.replace(/\/+$/, "")}/auth/v1`;
}

function verifier(key: JWTVerifyGetKey, checks: Checks): VerifyToken {
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, key, checks);
      return identityOf(payload);
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      throw SignInError.badToken(failedCheck(error, checks), error);
    }
  };
}

/** Keys at an address: kept for ten minutes, and looked up again for an unknown key twice a minute. */
function publishedKeys(url: URL): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(url);
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      const isTheToken =
        error instanceof errors.JWKSNoMatchingKey ||
        error instanceof errors.JWKSMultipleMatchingKeys ||
        error instanceof errors.JOSENotSupported;
      throw isTheToken ? error : new KeysAwayError(error);
    }
  };
}

/** Escapes that JSON has and Postgres' texts cannot hold: NUL, and halves of characters. */
const unstorable = /(?<!\\)(\\\\)*\\u(0000|d[89a-f])/;

function identityOf(claims: JWTPayload): Identity {
  const { role, sub } = claims;
  if (unstorable.test(JSON.stringify(claims))) {
    throw SignInError.badToken("The token's claims hold characters that the database cannot.");
  }
  if (role !== "anon" && role !== "authenticated") {
    const what = typeof role === "string" ? `the role ${role}` : "no role";
    throw SignInError.badToken(`The token has ${what}; a user's is anon or authenticated.`);
  }
  if (role === "anon") return { role, claims };
  if (sub === undefined) throw SignInError.badToken("The token does not say who it is for (sub).");
  if (!uuid.safeParse(sub).success) {
    throw SignInError.badToken("The token's subject (sub) is not a UUID, as users have here.");
  }
  // As the database writes it: the two are compared as text, too.
  return { role, claims: { ...claims, sub: sub.toLowerCase() } };
}

/** The sentence of the check that a token failed. */
function failedCheck(error: errors.JOSEError, { audience, issuer, algorithms }: Checks): string {
  if (error instanceof errors.JWTExpired) return "The token has expired; sign in again.";
  if (error instanceof errors.JWTClaimValidationFailed) {
    switch (error.claim) {
      case "exp":
        return "The token does not say when it expires (exp).";
      case "nbf":
        return "The token is not valid yet (nbf).";
      case "aud":
        return `The token is not meant for this server: its audience (aud) is not ${audience}.`;
      case "iss":
        return `The token is not issued by ${issuer} (iss).`;
      default:
        return `The token's claim ${error.claim} cannot be used.`;
    }
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return "The token's signature is not the identity provider's.";
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return `The token is not signed with ${algorithms.join(", ")}, as tokens are here.`;
  }
  if (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  ) {
    return "The token's key (kid) is none that the identity provider publishes.";
  }
  return "What was sent is not a token (JWT).";
}
