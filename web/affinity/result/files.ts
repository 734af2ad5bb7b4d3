/** A job's files, as the page asks for them and keeps them. */
import { useQuery } from "@tanstack/react-query";
import { type JobFile, jobFile, jobFiles, type RequestOptions } from "#src/client/index.ts";
import { useAsker } from "../../app/queries.ts";

/** The files that a finished job has. */
export function useJobFiles(job: string) {
  const { options, who, meta } = useAsker();
  return useQuery({
    queryKey: ["job-files", who, job],
    queryFn: ({ signal }) => jobFiles(job, { ...options, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    meta,
  });
}

/** How much of a matrix is kept after nobody shows it any more, ms. */
const keptFor = 60_000;

/**
 * A file, read by `read`; it never changes.
 * @param name nothing is asked for without one
 */
export function useFile<T>(
  job: string,
  name: string | undefined,
  read: (file: Blob) => Promise<T>,
) {
  const { options, who, meta } = useAsker();
  return useQuery({
    queryKey: ["job-file", who, job, name],
    queryFn: async ({ signal }) => read(await fileOf(job, name!, { ...options, signal })),
    enabled: name !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keptFor,
    structuralSharing: false,
    meta,
  });
}

/** A file as text. */
export function useFileText(job: string, name: string | undefined) {
  return useFile(job, name, textOf);
}

/** A file's text. */
export const textOf = (file: Blob) => file.text();

/** The bytes of a file. Throws as the client's `jobFile`. */
export async function fileOf(job: string, name: string, options: RequestOptions): Promise<Blob> {
  const { body } = await jobFile(job, name, options);
  return new Response(body).blob();
}

/** Whether a job has a file of this name. */
export function hasFile(files: readonly JobFile[] | undefined, name: string): boolean {
  return files?.some((file) => file.name === name) ?? false;
}
