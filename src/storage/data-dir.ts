/** The directory of everything that is not elsewhere: the embedded database, the files. */
import { randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The directory cannot be used. */
export class DataDirError extends Error {
  override readonly name = "DataDirError";

  constructor(directory: string, cause: Error) {
    super(`DATA_DIR ${directory} cannot be written to. Make it writable, or name another.`, {
      cause,
    });
  }
}

/**
 * Makes the directory if it is missing, and writes to it once.
 * @throws DataDirError when either is impossible
 */
export async function prepareDataDir(directory: string): Promise<void> {
  const trial = join(directory, `.trial-${randomUUID()}`);
  try {
    await mkdir(directory, { recursive: true });
    await writeFile(trial, "");
    await rm(trial);
  } catch (error) {
    throw new DataDirError(directory, error as Error);
  }
}
