/** A Postgres as Supabase has it, where everybody is granted everything on what is made later. */
import type { Database } from "#src/storage/database.ts";
import { openDatabase } from "#src/storage/open.ts";
import { connectAsOwner } from "#src/storage/postgres.ts";
import { newEmptyDatabase } from "./databases.ts";
import { type Ending, lastFirst } from "./last-first.ts";

/** Makes one, with our schema; it is closed and gone when the test ends. */
export async function openSupabaseLike(
  context: Ending,
): Promise<{ ending: Ending; url: string; database: Database }> {
  const ending = lastFirst(context);
  const { url, dataDir } = await newEmptyDatabase(ending, "postgres");
  await using maker = await connectAsOwner(url!);
  await maker.query(`
    do $$ begin
      if to_regrole('anon') is null then create role anon; end if;
      if to_regrole('authenticated') is null then create role authenticated; end if;
    end $$;
    alter default privileges in schema public grant all on tables to anon, authenticated;
    alter default privileges in schema public grant all on functions to anon, authenticated`);
  const database = await openDatabase({ url, dataDir });
  ending.after(() => database.close());
  return { ending, url: url!, database };
}
