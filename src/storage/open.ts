/** Opening the database: the lock, the schema, and the role of the running program. */
import { cpSync } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "./database.ts";
import { takeLock } from "./lock.ts";
import { type Embedded, openEmbedded } from "./pglite.ts";
import { connectAsOwner, openPostgres } from "./postgres.ts";
import { bringUpToDate, type Progress } from "./schema.ts";
import { templateDirectory } from "./template.ts";

/** Where the database is. */
export interface DatabaseSettings {
  /** Address of a Postgres; without one PGlite runs in this process. */
  readonly url?: string | undefined;
  /** Directory of the PGlite, which this process then has to itself. */
  readonly dataDir: string;
}

/**
 * Opens the database, with its schema brought up to date.
 * @throws LockedError when another process has the data directory
 * @throws SchemaError when the schema is not one that this program may use
 * @throws DatabaseAwayError when the server cannot be reached
 */
export async function openDatabase(
  { url, dataDir }: DatabaseSettings,
  progress: Progress = () => {},
): Promise<Database> {
  if (url !== undefined) {
    await migratePostgres(url, progress);
    return openPostgres(url);
  }
  const lock = await takeLock(dataDir);
  try {
    const database = await openDirectory(join(dataDir, "database"), progress);
    const close = async () => {
      await database.close();
      await lock.release();
    };
    return { ...database, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/**
 * Brings a server's schema up to date.
 * @returns versions of the migrations that were applied
 * @throws SchemaError, DatabaseAwayError as `openDatabase` does
 */
export async function migratePostgres(
  url: string,
  progress: Progress = () => {},
): Promise<string[]> {
  await using owner = await connectAsOwner(url);
  return await bringUpToDate(owner, "postgres", progress);
}

async function openDirectory(directory: string, progress: Progress): Promise<Database> {
  const isNew = !(await exists(directory));
  if (isNew) {
    progress("Creating the database");
    await copyTemplate(directory);
  }
  return migrateAndServe(await openEmbedded(directory), progress);
}

/**
 * Brings an embedded database's schema up to date, and takes it into use. It is closed if that fails.
 */
export async function migrateAndServe(
  embedded: Embedded,
  progress: Progress = () => {},
): Promise<Database> {
  try {
    await bringUpToDate(embedded, "pglite", progress);
    return await embedded.serve();
  } catch (error) {
    await embedded[Symbol.asyncDispose]();
    throw error;
  }
}

/** The build leaves a database with its schema in place: to copy it is faster than to make one. */
async function copyTemplate(directory: string): Promise<void> {
  const template = await templateDirectory();
  if (!(await exists(template))) return;
  const copy = `${directory}.new`;
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { recursive: true });
  // A third of the time of the asynchronous one; there is nothing yet that it could keep waiting.
  cpSync(template, copy, { recursive: true });
  await rename(copy, directory);
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
