/** Submitting a job: its row and its delivery are one transaction, the user's own. */
import type { Database, Session } from "#src/storage/database.ts";
import { asUser, continueAsProgram, type Identity } from "#src/storage/identity.ts";
import type { Job } from "./job.ts";
import type { Kind } from "./kind.ts";
import type { Queue } from "./queue.ts";
import { columns, type JobRow, toJob } from "./row.ts";

/** What is submitted. */
export interface Submission {
  readonly kind: Kind;
  /** What the kind's schema made of a request. */
  readonly request: unknown;
  /** −100 … 100; the highest begins first. Default 0. */
  readonly priority?: number | undefined;
  /** The submitter's name for it, 1 … 255 printable ASCII characters: the same one makes no second job. */
  readonly idempotencyKey?: string | undefined;
}

/** What became of it. */
export interface Submitted {
  readonly job: Job;
  /** Whether this made the job; otherwise it was there, under the same key. */
  readonly isNew: boolean;
}

/** Where jobs are submitted to. */
export interface SubmitContext {
  readonly database: Database;
  readonly queue: Queue;
  /** Most jobs that wait. */
  readonly limit: number;
}

/** The queue is full. */
export class QueueFullError extends Error {
  override readonly name = "QueueFullError";
  readonly statusCode = 429;
  /** Seconds after which to ask again. */
  readonly retryAfter = 30;

  constructor(limit: number) {
    super(`${limit} jobs are waiting, which is the most this server takes (LIMIT_QUEUED_JOBS).`);
  }
}

/** An idempotency key that stands for another request. */
export class KeyInUseError extends Error {
  override readonly name = "KeyInUseError";
  readonly statusCode = 422;
  readonly errors = [
    { path: "Idempotency-Key", message: "was sent before, with another request; choose a new one" },
  ];

  constructor() {
    super("The Idempotency-Key was sent before, with another request.");
  }
}

/**
 * Submits a job as a user.
 * @throws QueueFullError, KeyInUseError
 */
export function submit(
  context: SubmitContext,
  identity: Identity,
  submission: Submission,
): Promise<Submitted> {
  return asUser(context.database, identity, (session) =>
    submitWithin(session, context, submission),
  );
}

/**
 * Submits a job in a transaction that is the user's, together with whatever else it writes. From then
 * on the transaction is the program's: what the user writes comes before.
 */
export async function submitWithin(
  session: Session,
  { queue, limit }: Omit<SubmitContext, "database">,
  { kind, request, priority = 0, idempotencyKey }: Submission,
): Promise<Submitted> {
  // Of several at once with the same key, one inserts and the others wait for it here.
  const { rows } = await session.query<JobRow>(
    `insert into public.jobs (kind, request, idempotency_key, priority, max_attempts, timeout_seconds)
     values ($1, $2::jsonb, $3, $4, $5, $6)
     on conflict (owner, kind, idempotency_key) do nothing
     returning ${columns}`,
    [
      kind.name,
      JSON.stringify(request),
      idempotencyKey ?? null,
      priority,
      kind.maxAttempts,
      kind.timeoutSeconds,
    ],
  );
  const [row] = rows;
  if (row === undefined)
    return { job: await sameAsBefore(session, kind, request, idempotencyKey), isNew: false };

  await continueAsProgram(session);
  if (await hasMoreThan(session, limit)) throw new QueueFullError(limit);
  const isQuick = kind.isQuick?.(request) ?? false;
  const parcel = { kind: kind.name, job: row.id, priority, isQuick };
  const delivery = await queue.deliver(session, parcel);
  await session.query("update public.jobs set delivery = $2 where id = $1", [row.id, delivery]);
  return { job: toJob(row), isNew: true };
}

async function sameAsBefore(
  session: Session,
  { name }: Kind,
  request: unknown,
  key: string | undefined,
): Promise<Job> {
  // The database compares: the columns tell long texts shortly.
  const { rows } = await session.query<JobRow & { readonly is_same: boolean }>(
    `select ${columns}, request = $3::jsonb as is_same from public.jobs
     where owner = auth.uid() and kind = $1 and idempotency_key = $2`,
    [name, key, JSON.stringify(request)],
  );
  const { is_same, ...row } = rows[0]!;
  if (!is_same) throw new KeyInUseError();
  return toJob(row);
}

/** Whether more jobs wait than may. It counts no further than it must. */
async function hasMoreThan(session: Session, limit: number): Promise<boolean> {
  const { rows } = await session.query(
    "select from public.jobs where state = 'queued' offset $1 limit 1",
    [limit],
  );
  return rows.length > 0;
}
