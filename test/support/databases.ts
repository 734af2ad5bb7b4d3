/** Databases for tests: each test has its own, of both kinds. */
import { randomUUID } from "node:crypto";
import { type TestContext, test } from "node:test";
import pg from "pg";
import type { Database } from "#src/storage/database.ts";
import { type DatabaseSettings, openDatabase } from "#src/storage/open.ts";
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

/** A place for a database that nobody else uses. It is gone when the test ends. */
export async function newDatabase(context: Ending, kind: DatabaseKind): Promise<DatabaseSettings> {
  const dataDir = await newFolder(context);
  if (kind === "pglite") return { dataDir };

  const name = `retort_test_${randomUUID().replaceAll("-", "")}`;
  await administer(`create database ${name}`);
  context.after(() => administer(`drop database if exists ${name} with (force)`));
  const url = new URL(server!);
  url.pathname = `/${name}`;
  return { url: url.href, dataDir };
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

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
