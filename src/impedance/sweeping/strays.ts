/** Files that nobody owns: their sweep was killed when they were whole, and cancelled before it went on. */
import type { Blobs, ListedBlob } from "#src/storage/blobs/blobs.ts";
import type { Database } from "#src/storage/database.ts";

/** A file older than the end of its sweep by no more than this is the sweep's: clocks differ. */
const CLOCKS_MS = 5000;

/**
 * Removes them. Where they are nothing else can be written, and no sweep is given their names.
 * @returns how many there were
 */
export async function removeStrays(database: Database, blobs: Blobs): Promise<number> {
  const files = new Map<string, ListedBlob>();
  for await (const file of blobs.list("npz/user_generated/")) {
    files.set(file.key.slice(file.key.lastIndexOf("/") + 1), file);
  }
  const { rows: ended } = await database.query<{ filename: string; finished_at: Date }>(
    `select filename, max(finished_at) as finished_at
     from (select *, request ->> 'filename' as filename from public.jobs where kind = 'sweep') as sweep
     where filename = any($1) and not exists (
       select from public.circuit_npz_datasets where npz_filename = filename)
     group by filename having bool_and(state in ('failed', 'cancelled'))`,
    [[...files.keys()]],
  );
  let removed = 0;
  for (const { filename, finished_at } of ended) {
    const { key, modified } = files.get(filename)!;
    // A later file is somebody's upload that is not registered yet.
    if (modified.getTime() > finished_at.getTime() + CLOCKS_MS) continue;
    if (await blobs.delete(key)) removed++;
  }
  return removed;
}
