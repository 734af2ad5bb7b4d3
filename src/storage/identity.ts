/** Who asks, as far as the database is concerned: its policies read the role and the claims. */
import { escapeLiteral } from "pg";
import type { Database, Session } from "./database.ts";

/** Who asks, from a token that was verified. */
export interface Identity {
  readonly role: "anon" | "authenticated";
  /** The token's claims; `sub` is the user's UUID. */
  readonly claims: { readonly sub?: string; readonly [claim: string]: unknown };
}

/** The one user of a server that has no identity provider. */
export const localUser: Identity = {
  role: "authenticated",
  claims: { sub: "00000000-0000-4000-8000-000000000001", role: "authenticated" },
};

/**
 * One transaction as somebody: role and claims hold until it ends, and row-level security decides
 * what its statements see and change.
 */
export function asUser<T>(
  database: Database,
  { role, claims }: Identity,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const opening =
    `select set_config('role', ${escapeLiteral(role)}, true), ` +
    `set_config('request.jwt.claims', ${escapeLiteral(JSON.stringify(claims))}, true)`;
  return database.transaction(work, opening);
}

/**
 * Goes on as the program itself, in the same transaction: for what follows from a user's request and
 * is not the user's to do, such as bringing a job to a worker.
 */
export async function continueAsProgram(session: Session): Promise<void> {
  await session.query(
    "select set_config('role', 'retort', true), set_config('request.jwt.claims', '', true)",
  );
}
