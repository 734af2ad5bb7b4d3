/** Alignments are kept as long as there is room for them: those that nobody used for longest go first. */
import type { JobLog } from "#src/jobs/log.ts";
import { startTidying, type Tidying } from "#src/jobs/tidying.ts";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import { alignmentsFolder } from "./cache.ts";

/** Room for them, in bytes: 10 GiB, which are thousands of proteins. */
const ROOM = 10 * 1024 ** 3;

/** Looks now and every hour. Any number of processes may. */
export function startAlignmentTidying({
  blobs,
  log,
}: {
  readonly blobs: Blobs;
  readonly log: JobLog;
}): Tidying {
  return startTidying({
    tidy: (signal) => removeLeastUsed(blobs, ROOM, signal),
    things: "alignments",
    done: "Alignments were removed to make room.",
    failed: "Alignments could not be removed to make room.",
    log,
  });
}

/**
 * Removes alignments until they have no more than so many bytes, the oldest first: one that is used is
 * never older than a day.
 * @param signal stops it, with its reason
 * @returns how many were removed
 */
export async function removeLeastUsed(
  blobs: Blobs,
  most: number,
  signal?: AbortSignal,
): Promise<number> {
  const all = await Array.fromAsync(blobs.list(alignmentsFolder, { signal }));
  all.sort((a, b) => b.modified.getTime() - a.modified.getTime());
  let bytes = 0;
  let removed = 0;
  for (const { key, size } of all) {
    bytes += size;
    if (bytes > most && (await blobs.delete(key, { signal }))) removed++;
  }
  return removed;
}
