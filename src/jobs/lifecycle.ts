/**
 * How a job's row moves from state to state while workers hold it. Whoever holds a job names its
 * attempt with every statement: one that comes too late finds no such row, and changes nothing.
 */
import type { Session } from "#src/storage/database.ts";
import type { JobError, JobState } from "./job.ts";

/** A job that a worker holds. */
export interface Held {
  readonly id: string;
  readonly kind: string;
  readonly owner: string;
  readonly request: unknown;
  readonly checkpoint: unknown;
  readonly attempt: number;
  /** Attempts that ended badly. */
  readonly failures: number;
  readonly maxAttempts: number;
  readonly timeoutSeconds: number;
  readonly priority: number;
}

/** The fence: the job, and the attempt that holds it. */
export type Hold = Pick<Held, "id" | "attempt">;

const held = "jobs.id = $1 and jobs.attempt = $2 and jobs.state = 'running'";

/** What is said of a job whose workers died too often. */
const poison = `jsonb_build_object(
  'code', 'worker_lost',
  'message', format('The worker died while it worked on this, and %s of %s attempts ended badly.',
    jobs.failures + 1, jobs.max_attempts),
  'detail', null)`;

/** Who takes which job. */
export interface Claim {
  readonly job: string;
  readonly delivery: string;
  readonly worker: string;
  /** Whether the same was asked before, and may have been done although no answer came. */
  readonly isRepeated?: boolean;
}

/**
 * Takes a job that a delivery brought. One that is running already was held by a worker that died,
 * unless it is a repeated claim that took it.
 * @returns undefined when the delivery is not the job's, or the job is at its end
 */
export async function claim(
  session: Session,
  { job, delivery, worker, isRepeated = false }: Claim,
): Promise<Held | undefined> {
  const { rows } = await session.query<Held & { state: string }>(
    `update public.jobs set
       state = case when found.poisoned then 'failed' else 'running' end,
       attempt = jobs.attempt + (not found.poisoned)::int,
       failures = jobs.failures + found.died::int,
       message = case when found.poisoned then jobs.message else '' end,
       estimated_completion = null,
       error = case when found.poisoned then ${poison} end,
       worker = $3,
       started_at = coalesce(started_at, now()),
       finished_at = case when found.poisoned then now() end
     from (
       select id, died, died and failures + 1 >= max_attempts as poisoned
       from (
         select *, state = 'running' and not ($4 and worker = $3) as died from public.jobs
         where id = $1 and delivery = $2 and state in ('queued', 'running')
         for update
       ) as delivered
     ) as found
     where jobs.id = found.id
     returning jobs.id, kind, owner, request, checkpoint, attempt, failures, priority, state,
       max_attempts as "maxAttempts", timeout_seconds as "timeoutSeconds"`,
    [job, delivery, worker, isRepeated],
  );
  const [row] = rows;
  return row?.state === "running" ? row : undefined;
}

/** Where a job is now. */
export interface Standing {
  readonly id: string;
  readonly attempt: number;
  readonly state: JobState;
}

/** Where jobs are now; those that were deleted are left out. */
export async function lookAt(session: Session, ids: readonly string[]): Promise<Standing[]> {
  const { rows } = await session.query<Standing>(
    "select id, attempt, state from public.jobs where id = any($1::uuid[])",
    [ids],
  );
  return rows;
}

/** What is shown of a running job; what is left out stays as it is. */
export interface Report {
  readonly progress?: number | undefined;
  readonly message?: string | undefined;
  /** Null if it is unknown. */
  readonly estimatedCompletion?: Date | null | undefined;
  readonly engine?: string | undefined;
  readonly engineVersion?: string | undefined;
}

/** Each of these answers whether the job was held, and is now as it was to be. */
export async function report(
  session: Session,
  { id, attempt }: Hold,
  { progress, message, estimatedCompletion, engine, engineVersion }: Report,
): Promise<boolean> {
  return one(
    session,
    `update public.jobs set progress = coalesce($3, progress), message = coalesce($4, message),
       engine = coalesce($5, engine), engine_version = coalesce($6, engine_version),
       estimated_completion = case when $7 then $8 else estimated_completion end
     where ${held}`,
    [
      id,
      attempt,
      progress ?? null,
      message ?? null,
      engine ?? null,
      engineVersion ?? null,
      estimatedCompletion !== undefined,
      estimatedCompletion ?? null,
    ],
  );
}

export async function saveCheckpoint(
  session: Session,
  { id, attempt }: Hold,
  checkpoint: unknown,
): Promise<boolean> {
  return one(session, `update public.jobs set checkpoint = $3::jsonb where ${held}`, [
    id,
    attempt,
    JSON.stringify(checkpoint),
  ]);
}

export async function complete(
  session: Session,
  { id, attempt }: Hold,
  { result, unsaid }: { readonly result: unknown; readonly unsaid: Report },
): Promise<boolean> {
  return one(
    session,
    `update public.jobs set state = 'completed', progress = 1, result = $3::jsonb,
       message = coalesce($4, message), engine = coalesce($5, engine),
       engine_version = coalesce($6, engine_version), finished_at = now() where ${held}`,
    [
      id,
      attempt,
      JSON.stringify(result ?? null),
      unsaid.message ?? null,
      unsaid.engine ?? null,
      unsaid.engineVersion ?? null,
    ],
  );
}

export async function fail(
  session: Session,
  { id, attempt }: Hold,
  error: JobError,
): Promise<boolean> {
  return one(
    session,
    `update public.jobs set state = 'failed', failures = failures + 1, error = $3::jsonb,
       finished_at = now() where ${held}`,
    [id, attempt, JSON.stringify(error)],
  );
}

/**
 * Gives a job back to the queue, where `delivery` will bring it to a worker again.
 * @param failures what this adds to its attempts that ended badly
 */
export async function putBack(
  session: Session,
  { id, attempt }: Hold,
  { delivery, failures, message }: { delivery: string; failures: 0 | 1; message: string },
): Promise<boolean> {
  return one(
    session,
    `update public.jobs set state = 'queued', delivery = $3, failures = failures + $4, message = $5
     where ${held}`,
    [id, attempt, delivery, failures, message],
  );
}

async function one(session: Session, text: string, values: readonly unknown[]): Promise<boolean> {
  return (await session.query(text, values)).affected === 1;
}
