/** Files that a job made, listed and read. */
import type * as z from "zod";
import type { jobFiles as listed } from "#src/jobs/job.ts";
import { type Answer, ask, askJson, type RequestOptions } from "./answer.ts";
import { pathOf } from "./jobs.ts";

/** A file that a job made. */
export type JobFile = z.output<typeof listed>["files"][number];

/**
 * The files that a job made. As everything here, it throws
 * ProblemError when the server refuses (404: no such job or file, or another's), and
 * ConnectionError when it cannot be reached or goes away.
 */
export async function jobFiles(
  jobId: string,
  options: RequestOptions = {},
): Promise<readonly JobFile[]> {
  const { files } = await askJson<z.output<typeof listed>>(
    { path: `${pathOf(jobId)}/files` },
    options,
  );
  return files;
}

/** The bytes of one of them, as they come. */
export function jobFile(
  jobId: string,
  name: string,
  options: RequestOptions = {},
): Promise<Answer> {
  const path = `${pathOf(jobId)}/files/${encodeURIComponent(name)}`;
  return ask({ path }, options);
}
