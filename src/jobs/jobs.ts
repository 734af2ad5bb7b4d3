/** The jobs of a running program: the queue, and a worker if it has one. */
import type { Database, Session } from "#src/storage/database.ts";
import type { Identity } from "#src/storage/identity.ts";
import { cancel } from "./cancel.ts";
import { type Changes, openChanges } from "./changes.ts";
import type { Job, JobState, ToldJob } from "./job.ts";
import type { Kind } from "./kind.ts";
import type { JobLog } from "./log.ts";
import { openQueue } from "./queue.ts";
import { recover } from "./recovery.ts";
import { startRetention } from "./retention.ts";
import { type Submission, type Submitted, submit, submitWithin } from "./submit.ts";
import { tellJob } from "./telling.ts";
import { startWorker } from "./worker.ts";

/** How to open the jobs. */
export interface JobsOptions {
  readonly database: Database;
  /** All kinds there are, whether this process works on them or not. */
  readonly kinds: readonly Kind[];
  /** Whether this process works on jobs. */
  readonly worker: boolean;
  readonly log: JobLog;
  /** Most jobs that wait. Default 10,000, as LIMIT_QUEUED_JOBS. */
  readonly queueLimit?: number;
  /** Days after which a worker deletes jobs that ended. Default 365, as LIMIT_JOB_DAYS. */
  readonly keepDays?: number;
  /** Told of every job that ended in this process. */
  readonly ended?: (kind: string, state: "completed" | "failed" | "cancelled") => void;
  /** Silence after which another worker is dead, 10 s or more. Default 20. */
  readonly deathSeconds?: number;
}

/** Jobs that are open. */
export interface Jobs {
  readonly worker: boolean;
  /** Kinds, and how many jobs of each this process works on at once. */
  readonly kinds: readonly { readonly kind: string; readonly concurrency: number }[];
  /** What changes. */
  readonly changes: Changes;
  /**
   * Submits a job as a user.
   * @throws QueueFullError, KeyInUseError
   */
  submit(identity: Identity, submission: Submission): Promise<Submitted>;
  /**
   * The same in a transaction that is the user's, together with what else it writes. From then on it
   * is the program's: what the user writes comes before.
   */
  submitWithin(session: Session, submission: Submission): Promise<Submitted>;
  /**
   * Cancels a user's own job; its work stops within a second.
   * @throws NoSuchJobError, or JobStateError when it has ended already
   */
  cancel(identity: Identity, id: string): Promise<Job>;
  /** The job as HTTP tells it, which its kind has a say in. */
  tell(job: Job): ToldJob;
  /** How many jobs wait and how many are worked on, everybody's together. */
  queueDepth(): Promise<{ queued: number; running: number }>;
  /**
   * Takes nothing more, lets running jobs finish for so long, and hands the others back. The database
   * stays open.
   */
  close(options: { readonly graceSeconds: number }): Promise<void>;
}

/** Opens the jobs; lost ones are found again first. */
export async function openJobs({
  database,
  kinds,
  worker: isWorker,
  log,
  queueLimit = 10_000,
  keepDays = 365,
  ended,
  deathSeconds,
}: JobsOptions): Promise<Jobs> {
  const names = kinds.map(({ name }) => name);
  const queue = await openQueue({ database, kinds: names, log, deathSeconds });
  const changes = await openChanges(database);
  const recovered = await recover(database, queue, {
    kinds: names,
    isAlone: database.kind === "pglite",
  });
  if (recovered > 0) log.warn({ jobs: recovered }, "Jobs that were lost are in the queue again.");
  const worker = isWorker ? await startWorker({ database, queue, log, kinds, ended }) : undefined;
  const retention = isWorker ? startRetention({ database, days: keepDays, log }) : undefined;

  return {
    worker: isWorker,
    kinds: kinds.map(({ name, concurrency }) => ({ kind: name, concurrency })),
    changes,
    submit: (identity, submission) =>
      submit({ database, queue, limit: queueLimit }, identity, submission),
    submitWithin: (session, submission) =>
      submitWithin(session, { queue, limit: queueLimit }, submission),
    cancel: (identity, id) => cancel({ database, queue }, identity, id),
    tell: (job) =>
      tellJob(
        job,
        kinds.find(({ name }) => name === job.kind),
      ),
    async queueDepth() {
      const { rows } = await database.query<{ state: JobState; count: number }>(
        `select state, count(*)::int as count from public.jobs
         where state in ('queued', 'running') group by state`,
      );
      const count = (state: JobState) => rows.find((row) => row.state === state)?.count ?? 0;
      return { queued: count("queued"), running: count("running") };
    },
    async close(options) {
      await worker?.close(options);
      await retention?.close();
      await changes.close();
      await queue.close();
    },
  };
}
