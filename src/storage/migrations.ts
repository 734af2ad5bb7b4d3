/**
 * The schema, from `supabase/migrations/`: numbered SQL, each applied once, in order, in a transaction
 * of its own. `supabase db push` may apply the same files instead; what it did is taken as done.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Session } from "./database.ts";
import { DatabaseError } from "./failure.ts";

const folder = fileURLToPath(new URL("../../supabase/migrations/", import.meta.url));

/** Key of the advisory lock that lets one program at a time change the schema; any number will do. */
const SCHEMA_LOCK = 7_253_761;

/** One step of the schema. */
export interface Migration {
  /** Its number, 14 digits: the date and a counter. */
  readonly version: string;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the SQL, in hexadecimal. */
  readonly checksum: string;
}

/** A schema that this program must not touch. */
export class SchemaError extends Error {
  override readonly name = "SchemaError";
}

interface Applied {
  readonly version: string;
  /** null for what `supabase db push` applied. */
  readonly checksum: string | null;
}

/** The migrations of this program, in their order. */
export async function readMigrations(from: string = folder): Promise<Migration[]> {
  const files = (await readdir(from)).filter((file) => file.endsWith(".sql")).sort();
  return Promise.all(
    files.map(async (file) => {
      const [, version, name] = /^(\d{14})_(\w+)\.sql$/.exec(file) ?? [];
      if (version === undefined || name === undefined) {
        throw new SchemaError(
          `${file} is no name of a migration, as in 20261121000001_identity.sql.`,
        );
      }
      // A checkout with other line ends holds the same migration.
      const sql = (await readFile(`${from}/${file}`, "utf8")).replaceAll("\r\n", "\n");
      return { version, name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/**
 * Applies what is pending. Several programs may try at once: one does it, the others find it done.
 * @param session as the owner of what is there and will be
 * @param applying told of each migration before it is applied
 * @returns the versions that were applied
 * @throws SchemaError when the database is newer than this program, or a migration was changed after
 *   it was applied, or the session may not change the schema
 */
export async function migrate(
  session: Session,
  migrations: readonly Migration[],
  applying: (migration: Migration) => void = () => {},
): Promise<string[]> {
  return whileAlone(session, async () => {
    const pending = await pendingMigrations(session, migrations);
    if (pending.length > 0) await prepare(session);
    for (const migration of pending) {
      applying(migration);
      await apply(session, migration);
    }
    return pending.map(({ version }) => version);
  });
}

/** What would be applied. Throws as `migrate` does of a database that is not for this program. */
export async function pendingMigrations(
  session: Session,
  migrations: readonly Migration[],
): Promise<Migration[]> {
  return pendingAfter(await ledger(session, migrations), migrations);
}

/** Does `work` while no other program changes the schema. May be nested. */
export async function whileAlone<T>(session: Session, work: () => Promise<T>): Promise<T> {
  await session.query("select pg_advisory_lock($1)", [SCHEMA_LOCK]);
  try {
    return await work();
  } finally {
    await session.query("select pg_advisory_unlock($1)", [SCHEMA_LOCK]);
  }
}

/** What must still be applied, once it is certain that what was applied is ours and unchanged. */
function pendingAfter(applied: readonly Applied[], migrations: readonly Migration[]): Migration[] {
  const ours = new Map(migrations.map((migration) => [migration.version, migration]));
  for (const { version, checksum } of applied) {
    const migration = ours.get(version);
    if (migration === undefined) {
      throw new SchemaError(
        `The database has migration ${version}, which this version of Retort does not know ` +
          `(its last is ${migrations.at(-1)?.version}). Use the version of Retort that the database is for.`,
      );
    }
    if (checksum !== null && checksum !== migration.checksum) {
      throw new SchemaError(
        `Migration ${version}_${migration.name}.sql was changed after it was applied to this database. ` +
          "Restore the file, and put the change into a migration of its own.",
      );
    }
  }
  const done = new Set(applied.map(({ version }) => version));
  return migrations.filter(({ version }) => !done.has(version));
}

/** What was applied, by Retort or, of the same migrations, by `supabase db push`. */
async function ledger(
  session: Session,
  migrations: readonly Migration[],
): Promise<readonly Applied[]> {
  const { rows: ledgers } = await session.query<{ schema: string }>(
    `select nspname as schema from pg_class join pg_namespace on pg_namespace.oid = relnamespace
     where (nspname, relname) in (('retort', 'migrations'), ('supabase_migrations', 'schema_migrations'))
       and has_schema_privilege(pg_namespace.oid, 'usage') and has_table_privilege(pg_class.oid, 'select')`,
  );
  const has = (schema: string) => ledgers.some((found) => found.schema === schema);
  const applied = has("retort")
    ? (await session.query<Applied>("select version, checksum from retort.migrations")).rows
    : [];
  if (!has("supabase_migrations")) return applied;
  const known = new Set(applied.map(({ version }) => version));
  // The project may have migrations of its own there.
  const { rows: pushed } = await session.query<{ version: string }>(
    "select version from supabase_migrations.schema_migrations where version = any($1)",
    [migrations.map(({ version }) => version).filter((version) => !known.has(version))],
  );
  return [...applied, ...pushed.map(({ version }) => ({ version, checksum: null }))];
}

async function prepare(session: Session): Promise<void> {
  try {
    await session.query(`
      create schema if not exists retort;
      create table if not exists retort.migrations (
        version    text        primary key,
        name       text        not null,
        checksum   text        not null,
        applied_at timestamptz not null default now()
      );
      grant usage on schema retort to public;
      grant select on retort.migrations to public`);
  } catch (error) {
    throw withoutRights(error);
  }
}

async function apply(session: Session, { version, name, sql, checksum }: Migration): Promise<void> {
  await session.query("begin");
  try {
    await session.query(sql);
    await session.query(
      "insert into retort.migrations (version, name, checksum) values ($1, $2, $3)",
      [version, name, checksum],
    );
    await session.query("commit");
  } catch (error) {
    await session.query("rollback");
    throw withoutRights(error);
  }
}

function withoutRights(error: unknown): unknown {
  if (!(error instanceof DatabaseError) || error.code !== "42501") return error;
  return new SchemaError(
    "The role in DATABASE_URL may not change the schema, and the schema is not up to date. " +
      "Run `retort migrate` once with a role that may.",
    { cause: error },
  );
}
