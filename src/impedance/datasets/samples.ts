/** The datasets that come with the program. */
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { BlobExistsError, type Blobs } from "#src/storage/blobs/blobs.ts";
import type { Database } from "#src/storage/database.ts";
import { keyOf } from "./named.ts";
import { registeredFiles } from "./upkeep.ts";

/** Where the build leaves them. */
export const samplesFolder = new URL("../../../build/samples/", import.meta.url);

const location = "precomputed";

/**
 * Puts them among the files, each once: one that was registered and is gone was taken away by somebody.
 * @returns names of those that were put there
 * @throws BlobsAwayError, DatabaseAwayError
 */
export async function placeSamples(
  database: Database,
  blobs: Blobs,
  folder = samplesFolder,
): Promise<string[]> {
  const known = new Set((await registeredFiles(database)).map(({ filename }) => filename));
  const names = await readdir(folder).catch(noneIfMissing);
  const samples = names.filter((name) => name.endsWith(".npz"));
  const placed: string[] = [];
  for (const filename of samples.filter((name) => !known.has(name))) {
    try {
      await blobs.write(keyOf({ location, filename }), createReadStream(new URL(filename, folder)));
      placed.push(filename);
    } catch (error) {
      // By a server that starts at the same moment, or by this one, which ended before it went on.
      if (!(error instanceof BlobExistsError)) throw error;
    }
  }
  return placed;
}

/** Where nothing was built yet there are no samples. */
function noneIfMissing(error: Error): string[] {
  if ("code" in error && error.code === "ENOENT") return [];
  throw error;
}
