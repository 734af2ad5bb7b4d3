/** Tokens of users, as an identity provider that shares a secret with the server would sign them. */
import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";

/** The secret: `JWT_SECRET` of a server that is to take the tokens. */
export const secret = "a secret of the tests, of 32 bytes and more";

/** A token for a user, good for an hour. `claims` come on top of what every good token has. */
export function tokenFor(
  user: string = randomUUID(),
  claims: Record<string, unknown> = {},
): Promise<string> {
  const exp = Math.floor(Date.now() / 1000) + 3600;
  return new SignJWT({ sub: user, aud: "authenticated", role: "authenticated", exp, ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .sign(new TextEncoder().encode(secret));
}

/** Headers of a request with a token. */
export function bearer(token: string): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}
