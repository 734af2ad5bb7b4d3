/** A user's own jobs: list them, look at one, read its result. The policies decide what is theirs. */
import * as z from "zod";
import { cursor, cursorOf, type Place } from "#src/schema/cursor.ts";
import { wholeText } from "#src/schema/numbers.ts";
import type { Database } from "#src/storage/database.ts";
import { asUser, type Identity } from "#src/storage/identity.ts";
import { type Job, type JobPage, jobState } from "./job.ts";
import { columns, columnsInLists, type JobRow, toJob } from "./row.ts";
import type { JobState } from "./state.ts";

/** The grammar of kinds, as the table has it. */
const kindName = /^[a-z][a-z-]{0,39}$/;
const noKind = "must be the name of a kind: lower-case letters and dashes, up to 40";

/** Which jobs to list, as a query string says it. */
export const jobFilter = z.strictObject({
  kind: z.string(noKind).regex(kindName, noKind).optional().describe("Only jobs of this kind"),
  state: jobState.optional().describe("Only jobs in this state"),
  cursor: cursor.optional().describe("`next` of the page before"),
  limit: wholeText(1, 200).default(50).describe("Most jobs of a page"),
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
  /** Where it is, for the problem document. */
  readonly jobState: JobState;

  constructor(message: string, jobState: JobState) {
    super(message);
    this.jobState = jobState;
  }
}

/** A page of a user's jobs, the newest first, whatever came or went since the page before. */
export async function listJobs(
  database: Database,
  identity: Identity,
  { kind, state, cursor, limit }: JobFilter,
): Promise<JobPage> {
  const { rows } = await asUser(database, identity, (session) =>
    session.query<JobRow & Pick<Place, "microseconds">>(
      `select ${columnsInLists},
         (extract(epoch from created_at) * 1000000)::bigint as microseconds
       from public.jobs
       where owner = auth.uid()
         and ($1::text is null or kind = $1)
         and ($2::text is null or state = $2)
         and ($3::bigint is null
           or (created_at, id) < (timestamptz 'epoch' + $3 * interval '1 microsecond', $4::uuid))
       order by created_at desc, id desc limit $5`,
      // One more than asked for shows whether there is a next page.
      [kind ?? null, state ?? null, cursor?.microseconds ?? null, cursor?.id ?? null, limit + 1],
    ),
  );
  const page = rows.slice(0, limit);
  return {
    jobs: page.map(({ microseconds: _, ...row }) => toJob(row)),
    next: rows.length > limit ? cursorOf(page.at(-1)!) : null,
  };
}

/** @throws NoSuchJobError */
export async function getJob(database: Database, identity: Identity, id: string): Promise<Job> {
  const { rows } = await asUser(database, identity, (session) =>
    session.query<JobRow>(`select ${columns} from public.jobs where id = $1`, [id]),
  );
  const [row] = rows;
  if (row === undefined) throw new NoSuchJobError(id);
  return toJob(row);
}

/** Those of the jobs that are the user's, as they are now and as lists tell them. */
export async function getJobs(
  database: Database,
  identity: Identity,
  ids: readonly string[],
): Promise<Job[]> {
  const { rows } = await asUser(database, identity, (session) =>
    session.query<JobRow>(`select ${columnsInLists} from public.jobs where id = any($1::uuid[])`, [
      ids,
    ]),
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
  throw new JobStateError(`The job is ${row.state}${why}, and has no result.`, row.state);
}
