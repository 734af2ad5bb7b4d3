/** A sweep's file and its job's row: whoever touches the one holds the other. */
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import type { BlobKey } from "#src/storage/blobs/key.ts";
import type { Database, Session } from "#src/storage/database.ts";

/** A file that an attempt at a job makes. */
export interface Making {
  readonly database: Database;
  readonly blobs: Blobs;
  readonly job: string;
  readonly attempt: number;
  readonly key: BlobKey;
}

/** What this attempt found is not wanted: its job is another's, or nobody's, by now. */
export class NotHeldError extends Error {
  override readonly name = "NotHeldError";
  constructor() {
    super("The job is no longer this attempt's.");
  }
}

/**
 * Removes what an attempt before this one left under the name, which is this job's alone. Nobody can
 * take the job over meanwhile and write what would be removed.
 * @throws NotHeldError
 */
export function removeLeftover({ database, blobs, job, attempt, key }: Making): Promise<void> {
  return database.transaction(async (session) => {
    const row = await lock(session, job);
    if (row?.attempt !== attempt || row.state !== "running") throw new NotHeldError();
    if (attempt > 1) await blobs.delete(key);
  });
}

/**
 * Makes sure of a file that was written just now: it is removed if its job was cancelled meanwhile,
 * and left to whoever took the job over.
 * @throws NotHeldError
 */
export async function keepIfHeld({ database, blobs, job, attempt, key }: Making): Promise<void> {
  const isHeld = await database.transaction(async (session) => {
    const row = await lock(session, job);
    if (row?.attempt === attempt && row.state === "running") return true;
    if (row?.state === "cancelled" || row?.state === "failed") await blobs.delete(key);
    return false;
  });
  if (!isHeld) throw new NotHeldError();
}

/** When a job was submitted. */
export async function submittedAt(session: Session, job: string): Promise<Date> {
  const { rows } = await session.query<{ created_at: Date }>(
    "select created_at from public.jobs where id = $1",
    [job],
  );
  return rows[0]!.created_at;
}

async function lock(session: Session, job: string) {
  const { rows } = await session.query<{ attempt: number; state: string }>(
    "select attempt, state from public.jobs where id = $1 for update",
    [job],
  );
  return rows[0];
}
