/** Cancelling a job: the user's own change of its row, and its delivery withdrawn with it. */
import type { Database } from "#src/storage/database.ts";
import { asUser, continueAsProgram, type Identity } from "#src/storage/identity.ts";
import type { Job } from "./job.ts";
import { getJob, JobStateError } from "./own.ts";
import type { Queue } from "./queue.ts";
import { columns, type JobRow, toJob } from "./row.ts";

/** Where jobs are cancelled. */
export interface CancelContext {
  readonly database: Database;
  readonly queue: Queue;
}

/**
 * Cancels a job; its work stops within a second.
 * @throws NoSuchJobError, or JobStateError when it has ended already
 */
export async function cancel(
  { database, queue }: CancelContext,
  identity: Identity,
  id: string,
): Promise<Job> {
  const cancelled = await asUser(database, identity, async (session) => {
    const { rows } = await session.query<JobRow>(
      `update public.jobs set state = 'cancelled'
       where id = $1 and state in ('queued', 'running') returning ${columns}`,
      [id],
    );
    const [row] = rows;
    if (row === undefined) return undefined;

    // Which delivery is a job's is the program's own knowledge.
    await continueAsProgram(session);
    const { rows: deliveries } = await session.query<{ delivery: string | null }>(
      "select delivery from public.jobs where id = $1",
      [id],
    );
    const delivery = deliveries[0]?.delivery;
    if (delivery != null) await queue.withdraw(session, row.kind, delivery);
    return toJob(row);
  });
  if (cancelled !== undefined) return cancelled;
  const { state } = await getJob(database, identity, id);
  throw new JobStateError(`The job is ${state} already.`, state);
}
