/** Checks that share one database of each kind: to open one takes longer than to ask it. */
import { randomUUID } from "node:crypto";
import type { Database } from "#src/storage/database.ts";
import type { Identity } from "#src/storage/identity.ts";
import { onBothDatabases } from "./databases.ts";

/** Somebody who is signed in. */
export interface User extends Identity {
  /** UUID, which is the subject of the claims. */
  readonly id: string;
}

/** Somebody new. */
export function newUser(): User {
  const id = randomUUID();
  return { id, role: "authenticated", claims: { sub: id } };
}

/** One check, with a user of its own; what others made is there too. */
export type Check = (database: Database, me: User) => Promise<void>;

/** A test for each kind of database, with a part for each check. */
export function onSharedDatabases(title: string, checks: Readonly<Record<string, Check>>): void {
  onBothDatabases(title, async (database, context) => {
    for (const [name, check] of Object.entries(checks)) {
      await context.test(name, () => check(database, newUser()));
    }
  });
}
