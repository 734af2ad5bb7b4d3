/** What a prediction that failed leaves behind: what was asked, and what the program said. */
import { JobFailure } from "#src/jobs/failure.ts";
import { registerFile } from "#src/jobs/files.ts";
import { type Holder, whileHeld } from "#src/jobs/hold.ts";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import type { Database } from "#src/storage/database.ts";
import type { FoundFile } from "./engine.ts";
import { storeFiles } from "./files.ts";

/** Most of a log that is kept of a failure, in bytes: its end says why. */
const MOST = 256 * 1024;

/** A failure, and files that say why. */
class ExplainedFailure extends JobFailure {
  readonly files: readonly FoundFile[];

  constructor({ code, message, ...options }: JobFailure, files: readonly FoundFile[]) {
    super(code, message, options);
    this.files = files;
  }
}

/** The failure, with files that are read now: their folder goes when it is thrown. */
export async function withFiles(
  failure: JobFailure,
  files: readonly FoundFile[],
): Promise<JobFailure> {
  const kept: FoundFile[] = [];
  for (const { open, ...file } of files) {
    const bytes = Buffer.concat(await Array.fromAsync(open())).subarray(-MOST);
    kept.push({
      ...file,
      async *open() {
        yield bytes;
      },
    });
  }
  return new ExplainedFailure(failure, kept);
}

/** Makes a failure's files its job's, as far as the store and the database are there. */
export async function keepFailureFiles(
  { database, blobs }: { readonly database: Database; readonly blobs: Blobs },
  holder: Holder,
  failure: unknown,
): Promise<void> {
  if (!(failure instanceof ExplainedFailure)) return;
  const { files } = failure;
  const { job, attempt, signal } = holder;
  const alignment = { source: "empty" } as const;
  try {
    const stored = await storeFiles(blobs, { job, attempt, found: { files }, alignment }, signal);
    await whileHeld(database, holder, async (session) => {
      for (const file of stored) await registerFile(session, { job, ...file });
    });
  } catch {
    // The failure is told; without them.
  }
}
