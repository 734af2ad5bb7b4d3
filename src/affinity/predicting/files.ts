/** The files of a prediction as blobs: written before its job is completed, registered with it. */
import { fileKey, type JobFile } from "#src/jobs/files.ts";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import { DatabaseAwayError } from "#src/storage/failure.ts";
import type { Alignment, Found, FoundFile } from "./engine.ts";

/** A file that is stored, and not yet its job's. */
export type StoredFile = Omit<JobFile, "job">;

/** What is stored. */
export interface FoundFiles {
  readonly job: string;
  readonly attempt: number;
  readonly found: Pick<Found, "files">;
  readonly alignment: Alignment;
}

/**
 * Writes the files of what was found, and the alignment that it was found with.
 * @throws whatever the store throws; what was written by then is removed
 */
export async function storeFiles(
  blobs: Blobs,
  { job, attempt, found, alignment }: FoundFiles,
  signal: AbortSignal,
): Promise<StoredFile[]> {
  const files = [...found.files, ...alignmentFile(alignment)];
  const stored: StoredFile[] = [];
  try {
    for (const { name, mediaType, open } of files) {
      const key = fileKey(job, attempt, name);
      const { size, sha256 } = await blobs.write(key, open(), { signal });
      stored.push({ name, blob: key, size, sha256, mediaType });
    }
  } catch (error) {
    await removeFiles(blobs, stored, error);
    throw error;
  }
  return stored;
}

/** Removes files that no job will have, unless the database was away: then it is tried again with them. */
export async function removeFiles(
  blobs: Blobs,
  files: readonly StoredFile[],
  why: unknown,
): Promise<void> {
  if (why instanceof DatabaseAwayError) return;
  await Promise.allSettled(files.map(({ blob }) => blobs.delete(blob)));
}

function alignmentFile({ a3m }: Alignment): FoundFile[] {
  if (a3m === undefined) return [];
  const bytes = Buffer.from(a3m);
  return [
    {
      name: "alignment.a3m",
      mediaType: "text/plain; charset=utf-8",
      async *open() {
        yield bytes;
      },
    },
  ];
}
