/** Files that nobody owns: their sweep was killed when they were whole, and cancelled before it went on. */
import type { Blobs, ListedBlob } from "#src/storage/blobs/blobs.ts";
import type { Database } from "#src/storage/database.ts";

/** A file written so long before its sweep began, or after it ended, is the sweep's: clocks differ. */
const CLOCKS_MS = 5000;

/**
 * Removes them. Where they are nothing else can be written, and no sweep is given their names. What
 * was not written while its sweep ran is somebody's, and stays.
 * @returns how many there were
 */
export async function removeStrays(database: Database, blobs: Blobs): Promise<number> {
  const files = new Map<string, ListedBlob>();
  for await (const file of blobs.list("npz/user_generated/")) {
    files.set(file.key.slice(file.key.lastIndexOf("/") + 1), file);
  }
  if (files.size === 0) return 0;
  // A sweep that found its name taken was told so by somebody's file.
  const { rows: ended } = await database.query<{
    filename: string;
    started_at: Date;
    finished_at: Date;
  }>(
    `select filename, min(started_at) as started_at, max(finished_at) as finished_at
     from (select *, request ->> 'filename' as filename from public.jobs where kind = 'sweep') as sweep
     where filename = any($1) and not exists (
       select from public.circuit_npz_datasets where npz_filename = filename)
     group by filename
     having min(started_at) is not null and bool_and(
       state in ('failed', 'cancelled') and error ->> 'code' is distinct from 'name_taken')`,
    [[...files.keys()]],
  );
  let removed = 0;
  for (const { filename, started_at, finished_at } of ended) {
    const { key, modified } = files.get(filename)!;
    if (modified.getTime() < started_at.getTime() - CLOCKS_MS) continue;
    if (modified.getTime() > finished_at.getTime() + CLOCKS_MS) continue;
    if (await blobs.delete(key)) removed++;
  }
  return removed;
}
