/** A way to the database that is not the program's: as PostgREST, behind Supabase's API, has it. */
import type { Session } from "#src/storage/database.ts";
import { connectAsOwner } from "#src/storage/postgres.ts";
import type { Ending } from "./last-first.ts";

/**
 * Connects as a role that may become the users' roles, and no more, and becomes a user.
 * @param url of the database, as its owner
 * @param user UUID
 */
export async function connectAsRest(ending: Ending, url: string, user: string): Promise<Session> {
  const role = `retort_rest_${Math.random().toString(36).slice(2)}`;
  await using maker = await connectAsOwner(url);
  await maker.query(`create role ${role} login in role anon, authenticated`);
  ending.after(async () => {
    await using cleaner = await connectAsOwner(process.env.TEST_DATABASE_URL!);
    await cleaner.query(`drop role ${role}`);
  });
  const rest = await connectAsOwner(url.replace(/\/\/[^@]*@/, `//${role}@`));
  ending.after(() => rest[Symbol.asyncDispose]());
  await rest.query(`set role authenticated;
    select set_config('request.jwt.claims', '${JSON.stringify({ sub: user })}', false)`);
  return rest;
}
