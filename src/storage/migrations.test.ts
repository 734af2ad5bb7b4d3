import assert from "node:assert/strict";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  databaseKinds,
  lackOf,
  newEmptyDatabase,
  openTestDatabase,
} from "#test/support/databases.ts";
import type { Session } from "./database.ts";
import { type Migration, migrate, readMigrations, SchemaError } from "./migrations.ts";
import { migratePostgres, openDatabase } from "./open.ts";
import { type Embedded, openEmbedded } from "./pglite.ts";
import { connectAsOwner } from "./postgres.ts";
import { bringUpToDate } from "./schema.ts";

const step = (version: number, sql: string): Migration => ({
  version: String(20_000_000_000_000 + version),
  name: `step_${version}`,
  sql,
  checksum: `checksum of ${sql}`,
});

/** An embedded database without a schema: made once, which takes seconds, and copied for each test. */
let bare: string;
before(async () => {
  bare = await mkdtemp(join(tmpdir(), "retort-test-"));
  await using _ = await openEmbedded(bare);
});
after(() => rm(bare, { recursive: true }));

async function openBare(dataDir: string): Promise<Embedded> {
  const directory = join(dataDir, "bare");
  await cp(bare, directory, { recursive: true });
  return await openEmbedded(directory);
}

for (const kind of databaseKinds) {
  const options = { skip: lackOf(kind) };

  async function owner(context: { after(hook: () => unknown): void }): Promise<Session> {
    const { url, dataDir } = await newEmptyDatabase(context as never, kind);
    const session = url === undefined ? await openBare(dataDir) : await connectAsOwner(url);
    context.after(() => session[Symbol.asyncDispose]());
    return session;
  }

  test(`migrations are applied once, in order (${kind})`, options, async (context) => {
    const session = await owner({ after: (hook) => context.after(hook as () => void) });
    const steps = [step(1, "create table a (x int)"), step(2, "alter table a add y int")];
    assert.deepEqual(
      await migrate(session, steps),
      steps.map(({ version }) => version),
    );
    assert.deepEqual(await migrate(session, steps), []);
    const third = step(3, "insert into a values (1, 2)");
    assert.deepEqual(await migrate(session, [...steps, third]), [third.version]);
    assert.deepEqual((await session.query("select x, y from a")).rows, [{ x: 1, y: 2 }]);
  });

  test(`a migration that fails leaves nothing of itself (${kind})`, options, async (context) => {
    const session = await owner({ after: (hook) => context.after(hook as () => void) });
    const good = step(1, "create table a (x int)");
    const bad = step(2, "create table b (x int); insert into missing values (1)");
    await assert.rejects(migrate(session, [good, bad]), { name: "DatabaseError", code: "42P01" });
    const { rows } = await session.query("select to_regclass('a') a, to_regclass('b') b");
    assert.deepEqual(rows, [{ a: "a", b: null }]);
    assert.deepEqual(await migrate(session, [good, step(2, "create table b (x int)")]), [
      bad.version,
    ]);
  });

  test(`what is newer, or was changed, is refused (${kind})`, options, async (context) => {
    const session = await owner({ after: (hook) => context.after(hook as () => void) });
    const first = step(1, "create table a (x int)");
    await migrate(session, [first, step(2, "create table b (x int)")]);
    await assert.rejects(migrate(session, [first]), (error: Error) => {
      assert(error instanceof SchemaError);
      assert.match(error.message, /has migration 20000000000002, which this version .* not know/);
      return true;
    });
    await assert.rejects(
      migrate(session, [step(1, "create table a (x bigint)"), step(2, "create table b (x int)")]),
      /20000000000001_step_1\.sql was changed after it was applied/,
    );
  });

  test(`the program's own role owns nothing (${kind})`, options, async (context) => {
    const database = await openTestDatabase(context, kind);
    const { rows } = await database.query(`
      select current_user as user, count(pg_class.oid) as owned from pg_roles
      left join pg_class on relowner = pg_roles.oid where rolname = 'retort'`);
    assert.deepEqual(rows, [{ user: "retort", owned: 0 }]);
    const { rows: bare } = await database.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace
       and relkind in ('r', 'p') and not relrowsecurity`,
    );
    assert.deepEqual(bare, [], "every table has row-level security");
  });
}

test("two programs that start at once agree", { skip: lackOf("postgres") }, async (context) => {
  const { url } = await newEmptyDatabase(context, "postgres");
  const migrations = await readMigrations();
  const applied = await Promise.all(Array.from({ length: 4 }, () => migratePostgres(url!)));
  assert.deepEqual(
    applied.flat().sort(),
    migrations.map(({ version }) => version),
  );
});

test("what `supabase db push` applied is taken as done", {
  skip: lackOf("postgres"),
}, async (context) => {
  const settings = await newEmptyDatabase(context, "postgres");
  const [first] = await readMigrations();
  await using owner = await connectAsOwner(settings.url!);
  // The ledger as the Supabase CLI makes it, with a migration of somebody else's.
  await owner.query(`
    create schema supabase_migrations;
    create table supabase_migrations.schema_migrations
      (version text primary key, statements text[], name text);
    insert into supabase_migrations.schema_migrations
      values ('20200101000000', null, 'theirs'), ('${first!.version}', null, '${first!.name}');
    ${first!.sql}`);
  const database = await openDatabase(settings);
  context.after(() => database.close());
  assert.deepEqual((await database.query("select count(*) from public.jobs")).rows, [{ count: 0 }]);
});

test("a role that may not change the schema is told so", {
  skip: lackOf("postgres"),
}, async (context) => {
  const settings = await newEmptyDatabase(context, "postgres");
  const role = `retort_guest_${Math.random().toString(36).slice(2)}`;
  await using owner = await connectAsOwner(settings.url!);
  await owner.query(`create role ${role} login`);
  context.after(async () => {
    await using cleaner = await connectAsOwner(settings.url!.replace(/\/[^/]*$/, "/postgres"));
    await cleaner.query(`drop role if exists ${role}`);
  });
  const url = settings.url!.replace(/\/\/[^@]*@/, `//${role}@`);
  await assert.rejects(openDatabase({ ...settings, url }), /Run `retort migrate` once with a role/);

  await migratePostgres(settings.url!);
  await owner.query(`grant retort, anon, authenticated to ${role}`);
  const database = await openDatabase({ ...settings, url });
  assert.deepEqual((await database.query("select count(*) from public.jobs")).rows, [{ count: 0 }]);
  await database.close();
  await owner.query(`drop owned by ${role}; revoke retort, anon, authenticated from ${role}`);
});

for (const kind of databaseKinds) {
  // From Postgres 16 on, who makes a role may grant it but not become it: this is so on Supabase.
  test(`an owner who is no superuser can become the roles (${kind})`, {
    skip: lackOf(kind),
  }, async (context) => {
    const { url, dataDir } = await newEmptyDatabase(context, kind);
    await using session = url === undefined ? await openBare(dataDir) : await connectAsOwner(url);
    const maker = `retort_maker_${Math.random().toString(36).slice(2)}`;
    const { rows } = await session.query<{ name: string }>("select current_database() as name");
    await session.query(`
      create role ${maker} createrole;
      grant create on database ${rows[0]!.name} to ${maker};
      grant create, usage on schema public to ${maker} with grant option;
      do $$
        begin
          -- A cluster may have them from another test; the maker has those as Supabase's does.
          if to_regrole('anon') is null then create role anon; end if;
          if to_regrole('authenticated') is null then create role authenticated; end if;
          grant anon, authenticated to ${maker};
          if to_regrole('retort') is not null then grant retort to ${maker} with admin option; end if;
        end
      $$;
      set session authorization ${maker}`);
    await bringUpToDate(session, kind);
    for (const role of ["retort", "authenticated", "anon"]) {
      await session.query(`set role ${role}; reset role`);
    }
    await session.query("reset session authorization");
    // A PGlite goes with its memory.
    if (url !== undefined)
      await session.query(`drop owned by ${maker} cascade; drop role ${maker}`);
  });
}
