/** How users are known here, for people. */
import * as z from "zod";
import { type Config, hasProvider } from "./config.ts";
import { issuerOf } from "./tokens.ts";

/** Whether users sign in, and where their tokens come from; no secrets. */
export const identityInUse = z.object({
  kind: z.enum(["local", "token"]).describe("One local user, or users with tokens"),
  description: z.string(),
  issuer: z.string().optional(),
});

/** The same, parsed. */
export type IdentityInUse = z.output<typeof identityInUse>;

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
