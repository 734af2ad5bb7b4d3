/** The files that a job made, brought here. */
import { createHash } from "node:crypto";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { jobFile, jobFiles, type RequestOptions } from "#src/client/index.ts";
import type { BadFlag } from "./flags.ts";
import { fileOutput, OutputError, refuseOutput } from "./output.ts";

/** What has come. */
export interface FetchedFiles {
  readonly count: number;
  readonly bytes: number;
}

/** What is wrong with a folder that files shall go into: nothing, if it is empty or not there yet. */
export async function badFolder(
  flag: string,
  folder: string,
  isForced = false,
): Promise<BadFlag[]> {
  const there = await readdir(folder).catch(() => []);
  if (isForced || there.length === 0) return [];
  return [{ flag, message: `${folder} is not empty; --force replaces what has the files' names` }];
}

/**
 * Brings all files of a job into a folder, which is made where it is missing.
 * @throws ProblemError, ConnectionError, OutputError, also for a file that is not what the server says
 */
export async function fetchFiles(
  jobId: string,
  folder: string,
  server: RequestOptions,
): Promise<FetchedFiles> {
  const files = await jobFiles(jobId, server);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => refuseOutput(folder, error));
  for (const { name, sha256 } of files) {
    // A server that is not ours could name any place.
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
      throw new OutputError(`The server has a file "${name}", which is no name of a file.`);
    }
    const { body } = await jobFile(jobId, name, server);
    await using output = await fileOutput(join(folder, name));
    await output.write(proven(body, { name, sha256 }));
  }
  return { count: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

/** Bytes as they pass; it fails at the end of those that do not have their digest. */
async function* proven(
  bytes: AsyncIterable<Uint8Array>,
  { name, sha256 }: { readonly name: string; readonly sha256: string },
): AsyncGenerator<Uint8Array, void, void> {
  const hash = createHash("sha256");
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest("hex") !== sha256) {
    throw new OutputError(
      `${name} came with another SHA-256 than the server states; it is not kept.`,
    );
  }
}
