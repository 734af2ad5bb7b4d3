/**
 * Brings the registry in line with the files, which are the truth. Any number of processes may at the
 * same time: each file is registered once, and whoever comes second finds it so.
 */
import { BlobMissingError, type Blobs } from "#src/storage/blobs/blobs.ts";
import type { Database } from "#src/storage/database.ts";
import { BrokenDatasetError } from "./broken.ts";
import { contentsOf } from "./contents.ts";
import { digestOf } from "./digest.ts";
import { discover, type FoundFile, type Problems } from "./discovery.ts";
import { type FoundDataset, registerFound } from "./found-dataset.ts";
import { keyOf } from "./named.ts";
import { namesBeingSwept } from "./names.ts";
import type { OpenedDatasets } from "./opened.ts";
import { NameTakenError } from "./registration.ts";
import {
  markAvailability,
  type NewContents,
  type RegisteredFile,
  registeredFiles,
  renewDataset,
} from "./upkeep.ts";

/** What is brought in line. */
export interface SyncService {
  readonly database: Database;
  readonly blobs: Blobs;
  readonly opened: OpenedDatasets;
  /**
   * UUID of the user to whom files in `user_generated` belong that nobody registered; null where there
   * are many users, and nobody can tell whose they are.
   */
  readonly fileOwner: string | null;
}

/** How. */
export interface SyncOptions {
  /** Writes nothing. Default: false. */
  readonly isDry?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** What was found, and what was done about it: names of files. */
export interface SyncFindings {
  /** Files that are there. */
  readonly found: number;
  /** Those that nobody knew. */
  readonly registered: FoundDataset[];
  /** Those that have changed. */
  readonly updated: string[];
  /** Those that were missing, and are there again. */
  readonly returned: string[];
  /** Registered ones that are not there. */
  readonly missing: string[];
  readonly problems: Problems[];
}

/**
 * Brings the registry in line. A file is read through when it is new, has another size than
 * before, was changed after it was last looked for, or was away.
 * @throws BlobsAwayError, DatabaseAwayError, the signal's reason
 */
export async function syncDatasets(
  service: SyncService,
  { isDry = false, signal }: SyncOptions = {},
): Promise<SyncFindings> {
  const { database, blobs } = service;
  const { files, problems } = await discover(blobs, signal);
  const swept = await namesBeingSwept(database);
  const registered = new Map<string, RegisteredFile>();
  for (const row of await registeredFiles(database)) registered.set(row.filename, row);
  const findings: SyncFindings = {
    ...{ found: files.size, problems: [...problems] },
    ...{ registered: [], updated: [], returned: [], missing: [] },
  };
  const sync = { ...service, findings, isDry, signal };
  for (const file of files.values()) {
    const row = registered.get(file.filename);
    if (row?.location === file.location) await look(sync, file, row);
    else if (row !== undefined)
      refuse(sync, file, [`There is one of this name in ${row.location}`]);
    // A sweep's file is registered by its job, or removed by it.
    else if (!swept.has(file.filename)) await take(sync, file);
  }
  for (const row of registered.values()) {
    if (!files.has(row.filename)) await miss(sync, row);
  }
  return findings;
}

interface Sync extends SyncService {
  readonly findings: SyncFindings;
  readonly isDry: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Registers a file that nobody knows. */
async function take(sync: Sync, file: FoundFile): Promise<void> {
  const { database, findings, isDry, fileOwner } = sync;
  const { filename, location } = file;
  const owner = location === "precomputed" ? null : fileOwner;
  if (owner === null && location === "user_generated") {
    return refuse(sync, file, ["Nobody can tell whose it is: its owner must send it"]);
  }
  try {
    const found = { filename, location, owner, contents: await examine(sync, file) };
    if (!isDry) await database.transaction((session) => registerFound(session, found));
    findings.registered.push(found);
  } catch (error) {
    // Registered meanwhile, by its owner or by another process; or deleted since it was listed.
    if (error instanceof NameTakenError || error instanceof BlobMissingError) return;
    refuse(sync, file, problemsOf(error));
  }
}

/** Looks whether a registered file is as it was. */
async function look(sync: Sync, file: FoundFile, row: RegisteredFile): Promise<void> {
  const { database, findings, isDry } = sync;
  const { filename } = file;
  if (row.isAvailable && file.size === row.bytes && file.modified <= row.checkedAt) {
    if (row.problems.length > 0) refuse(sync, file, row.problems);
    return;
  }
  try {
    const contents = await examine(sync, file);
    const isSame = contents.sha256 === row.sha256;
    if (!isDry && isSame) {
      await markAvailability(database, [filename], { isAvailable: true, problems: [] });
    } else if (!isDry) {
      await database.transaction((session) => renewDataset(session, filename, contents));
    }
    if (!isSame) findings.updated.push(filename);
    else if (!row.isAvailable) findings.returned.push(filename);
  } catch (error) {
    if (error instanceof BlobMissingError) return await miss(sync, row);
    const problems = problemsOf(error);
    refuse(sync, file, problems);
    // What the system does not let be read is looked at again, unchanged as it is.
    const isAvailable = error instanceof BrokenDatasetError;
    if (!isDry) await markAvailability(database, [filename], { isAvailable, problems });
  }
}

/** Notes that a registered file is not there, unless it came since the files were listed. */
async function miss(
  { database, blobs, findings, isDry }: Sync,
  row: RegisteredFile,
): Promise<void> {
  if (await blobs.stat(keyOf(row))) return;
  findings.missing.push(row.filename);
  if (!isDry && row.isAvailable) {
    await markAvailability(database, [row.filename], { isAvailable: false });
  }
}

/**
 * Reads a file through.
 * @throws BrokenDatasetError, BlobMissingError, or the system's own error
 */
async function examine({ blobs, opened, signal }: Sync, file: FoundFile): Promise<NewContents> {
  const dataset = await opened.open(file.key);
  await dataset.verify(signal);
  const digest = await digestOf(blobs, file.key, signal);
  return await contentsOf({ file: dataset, ...digest, modified: file.modified });
}

/**
 * What is wrong with a file that could not be examined or registered.
 * @throws the error itself when it is not about this one file
 */
function problemsOf(error: unknown): readonly string[] {
  if (error instanceof BrokenDatasetError) return error.problems;
  // The system's refusal of this file, as EACCES; a store that is away has no such code.
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/^E[A-Z]+$/.test(code)) return [`The file cannot be read (${code})`];
  throw error;
}

function refuse({ findings }: Sync, { filename }: FoundFile, problems: readonly string[]): void {
  findings.problems.push({ filename, problems });
}
