/** A user's own jobs: list them, look at one, cancel it. The policies decide what is theirs. */
import * as z from "zod";
import type { Database } from "#src/storage/database.ts";
import { asUser, type Identity } from "#src/storage/identity.ts";
import { type Job, type JobPage, jobState } from "./job.ts";
import { columns, type JobRow, toJob } from "./row.ts";

const pageSize = "is to be a whole number from 1 to 200";

/** Which jobs to list, as a query string says it. */
export const jobFilter = z.object({
  kind: z.string().optional().describe("Only jobs of this kind"),
  state: jobState.optional().describe("Only jobs in this state"),
  cursor: z
    .uuid("is no cursor: send the `next` of a page")
    .optional()
    .describe("`next` of the page before"),
  limit: z.coerce
    .number(pageSize)
    .int(pageSize)
    .min(1, pageSize)
    .max(200, pageSize)
    .default(50)
    .describe("Most jobs of a page"),
});

export type JobFilter = z.output<typeof jobFilter>;

/** There is no such job, or it is somebody else's. */
export class NoSuchJobError extends Error {
  override readonly name = "NoSuchJobError";
  readonly statusCode = 404;

  constructor(id: string) {
    super(`There is no job ${id}, or it is not yours.`);
  }
}

/** A job is not in a state for what was asked. */
export class JobStateError extends Error {
  override readonly name = "JobStateError";
  readonly statusCode = 409;
}

/** A page of a user's jobs, the newest first. */
export async function listJobs(
  database: Database,
  identity: Identity,
  { kind, state, cursor, limit }: JobFilter,
): Promise<JobPage> {
  const { rows } = await asUser(database, identity, (session) =>
    session.query<JobRow>(
      `select ${columns} from public.jobs
       where owner = auth.uid()
         and ($1::text is null or kind = $1)
         and ($2::text is null or state = $2)
         and ($3::uuid is null or (created_at, id) < (select created_at, id from public.jobs where id = $3))
       order by created_at desc, id desc limit $4`,
      // One more than asked for shows whether there is a next page.
      [kind ?? null, state ?? null, cursor ?? null, limit + 1],
    ),
  );
  const jobs = rows.slice(0, limit).map(toJob);
  return { jobs, next: rows.length > limit ? jobs.at(-1)!.id : null };
}

/** @throws NoSuchJobError */
export async function getJob(database: Database, identity: Identity, id: string): Promise<Job> {
  const [job] = await getJobs(database, identity, [id]);
  if (job === undefined) throw new NoSuchJobError(id);
  return job;
}

/** Those of the jobs that are the user's, as they are now. */
export async function getJobs(
  database: Database,
  identity: Identity,
  ids: readonly string[],
): Promise<Job[]> {
  const { rows } = await asUser(database, identity, (session) =>
    session.query<JobRow>(`select ${columns} from public.jobs where id = any($1::uuid[])`, [ids]),
  );
  return rows.map(toJob);
}

/**
 * What a completed job found.
 * @throws NoSuchJobError, or JobStateError when there is no result
 */
export async function getResult(
  database: Database,
  identity: Identity,
  id: string,
): Promise<unknown> {
  const { rows } = await asUser(database, identity, (session) =>
    session.query<Pick<Job, "state" | "error"> & { result: unknown }>(
      "select state, error, result from public.jobs where id = $1",
      [id],
    ),
  );
  const [row] = rows;
  if (row === undefined) throw new NoSuchJobError(id);
  if (row.state === "completed") return row.result;
  const why = row.error === null ? "" : ` (${row.error.message})`;
  throw new JobStateError(`The job is ${row.state}${why}, and has no result.`);
}

/**
 * Cancels a job; its work stops within a second.
 * @throws NoSuchJobError, or JobStateError when it has ended already
 */
export async function cancelJob(database: Database, identity: Identity, id: string): Promise<Job> {
  const { rows } = await asUser(database, identity, (session) =>
    session.query<JobRow>(
      `update public.jobs set state = 'cancelled'
       where id = $1 and state in ('queued', 'running') returning ${columns}`,
      [id],
    ),
  );
  const [row] = rows;
  if (row !== undefined) return toJob(row);
  const job = await getJob(database, identity, id);
  throw new JobStateError(`The job is ${job.state} already.`);
}
