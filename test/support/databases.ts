/** Databases for tests: each test has its own, of both kinds. */
import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { type TestContext, test } from "node:test";
import pg from "pg";
import type { Database } from "#src/storage/database.ts";
import { type DatabaseSettings, migratePostgres, openDatabase } from "#src/storage/open.ts";
import { templateDirectory } from "#src/storage/template.ts";
import { newFolder } from "./folder.ts";
import { type Ending, lastFirst } from "./last-first.ts";

/** The two kinds. */
export const databaseKinds = ["pglite", "postgres"] as const;
/** One of them. */
export type DatabaseKind = (typeof databaseKinds)[number];

/** A Postgres on which tests may make databases. */
const server = process.env.TEST_DATABASE_URL;

/** Why a kind cannot be tested here; false if it can. In CI it must. */
export function lackOf(kind: DatabaseKind): string | false {
  if (kind === "pglite" || server !== undefined) return false;
  if (process.env.CI) throw new Error("CI must set TEST_DATABASE_URL to a Postgres for tests.");
  return "TEST_DATABASE_URL names no Postgres on which tests may make databases";
}

/** A place for a database that nobody else uses, with the schema in it. It is gone when the test ends. */
export function newDatabase(context: Ending, kind: DatabaseKind): Promise<DatabaseSettings> {
  return newPlace(context, kind, (name) =>
    administer(async (statement) => {
      // The lock goes with the connection.
      await statement("select pg_advisory_lock(hashtext('retort test template'))");
      await statement(`create database ${name} template ${await readyTemplate(statement)}`);
    }),
  );
}

/** The same with nothing in it, for tests of the schema's making. */
export function newEmptyDatabase(context: Ending, kind: DatabaseKind): Promise<DatabaseSettings> {
  return newPlace(context, kind, (name) =>
    administer((statement) => statement(`create database ${name}`)),
  );
}

/** A database of its own that is open, and is closed when the test ends. */
export async function openTestDatabase(context: Ending, kind: DatabaseKind): Promise<Database> {
  const ending = lastFirst(context);
  const database = await openDatabase(await newDatabase(ending, kind));
  ending.after(() => database.close());
  return database;
}

/** One test for each kind of database. */
export function onBothDatabases(
  name: string,
  check: (database: Database, context: TestContext) => Promise<void>,
): void {
  for (const kind of databaseKinds) {
    test(`${name} (${kind})`, { skip: lackOf(kind) }, async (context) => {
      await check(await openTestDatabase(context, kind), context);
    });
  }
}

async function newPlace(
  context: Ending,
  kind: DatabaseKind,
  create: (name: string) => Promise<unknown>,
): Promise<DatabaseSettings> {
  const dataDir = await newFolder(context);
  if (kind === "pglite") return { dataDir };

  const name = `retort_test_${randomUUID().replaceAll("-", "")}`;
  await create(name);
  // No test ends the server, so that nothing need have reached the disk.
  await administer((statement) => statement(`alter database ${name} set synchronous_commit = off`));
  context.after(() =>
    administer((statement) => statement(`drop database if exists ${name} with (force)`)),
  );
  return { url: addressOf(name), dataDir };
}

/**
 * A database on the server that is only copied, as the build's is on PGlite: to make the schema takes
 * longer than most tests. It stays on the server until one of another schema is needed.
 */
async function readyTemplate(statement: Statement): Promise<string> {
  const template = `retort_template_${basename(await templateDirectory())}`;
  const found = await statement(
    "select datname from pg_database where datname like 'retort_template_%'",
  );
  const there = found.map(({ datname }) => datname);
  if (there.includes(template)) return template;
  for (const old of there) await statement(`drop database ${old} with (force)`);
  const unfinished = `${template}_new`;
  await statement(`create database ${unfinished}`);
  await migratePostgres(addressOf(unfinished));
  await statement(`alter database ${unfinished} rename to ${template}`);
  return template;
}

function addressOf(name: string): string {
  const url = new URL(server!);
  url.pathname = `/${name}`;
  return url.href;
}

type Statement = (text: string) => Promise<Record<string, string>[]>;

async function administer(work: (statement: Statement) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await work(async (text) => (await client.query(text)).rows);
  } finally {
    await client.end();
  }
}
