/** How users are known here, for people. */
import type { IdentityInUse } from "./answers.ts";
import { type Config, hasProvider } from "./config.ts";
import { issuerOf } from "./tokens.ts";

/** Describes a configuration's identity. */
export function describeIdentity(config: Config): IdentityInUse {
  const { JWT_AUDIENCE, JWKS_URL, SUPABASE_URL } = config;
  if (!hasProvider(config)) {
    return { kind: "local", description: "one local user, who need not sign in" };
  }
  const users = `users with tokens for ${JWT_AUDIENCE}`;
  if (SUPABASE_URL !== undefined) {
    const issuer = issuerOf(SUPABASE_URL);
    return { kind: "token", description: `${users} from ${issuer}`, issuer };
  }
  const signed = JWKS_URL === undefined ? "JWT_SECRET" : `the keys at ${new URL(JWKS_URL).host}`;
  return { kind: "token", description: `${users}, signed with ${signed}` };
}
