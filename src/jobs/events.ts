/** What happened to a job, in order, from its rows: as it happens, and again to whoever was away. */
import type { Database } from "#src/storage/database.ts";
import { asUser, type Identity } from "#src/storage/identity.ts";
import type { Changes } from "./changes.ts";
import { hasEnded, type Job, type JobEvent, type JobState } from "./job.ts";
import { getJobs, NoSuchJobError } from "./own.ts";

/** Events that are read at once. */
const PAGE = 200;

/** An event with its number; those of one job go up in the order in which they happened. */
export interface NumberedEvent extends JobEvent {
  readonly id: number;
}

/** Where changes are watched. */
export interface EventSources {
  readonly database: Database;
  readonly changes: Changes;
}

/** Where to go on in a job's events. */
export interface EventPlace {
  readonly job: string;
  /** Number of the last event that is known; 0 for none. */
  readonly after: number;
}

/** A job's events from a certain one on. */
export interface EventHistory {
  readonly events: readonly NumberedEvent[];
  /** Whether nothing more can come. */
  readonly isComplete: boolean;
}

/**
 * A job's next events, 200 at most.
 * @throws NoSuchJobError
 */
export async function eventsAfter(
  database: Database,
  identity: Identity,
  { job, after }: EventPlace,
): Promise<EventHistory> {
  const { rows } = await asUser(database, identity, (session) =>
    session.query<{ now: JobState } & (Row | { id: null })>(
      `select jobs.state as now, event.id, event.at, event.state, event.progress, event.message,
         event.attempt
       from public.jobs
       left join public.job_events as event on event.job_id = jobs.id and event.id > $2
       where jobs.id = $1 order by event.id limit $3`,
      [job, after, PAGE],
    ),
  );
  const [first] = rows;
  if (first === undefined) throw new NoSuchJobError(job);
  const events = rows.flatMap((row) => (row.id === null ? [] : [toEvent(row)]));
  return { events, isComplete: hasEnded(first.now) && rows.length < PAGE };
}

/**
 * A job's events, each as soon as it is there, until the one that ends it. After a while without any
 * it yields undefined.
 * @param signal ends it
 */
export async function* followJob(
  { database, changes }: EventSources,
  identity: Identity,
  { job, after }: EventPlace,
  signal: AbortSignal,
): AsyncGenerator<NumberedEvent | undefined, void, void> {
  // Watched before it is read: nothing falls between.
  using watch = changes.ofJob(job);
  signal.addEventListener("abort", () => watch[Symbol.dispose](), { once: true });
  let last = after;
  while (!signal.aborted) {
    const { events, isComplete } = await eventsAfter(database, identity, { job, after: last });
    for (const event of events) {
      last = event.id;
      yield event;
    }
    if (isComplete) return;
    if (events.length === PAGE) continue;
    const { jobs } = await watch.next();
    if (jobs.length === 0) yield undefined;
  }
}

/**
 * A user's jobs, each as it is after it changed. After a while without any it yields undefined. It
 * ends when changes may have been missed: the list is to be read again.
 * @param signal ends it
 */
export async function* followJobs(
  { database, changes }: EventSources,
  identity: Identity,
  signal: AbortSignal,
): AsyncGenerator<Job | undefined, void, void> {
  using watch = changes.ofOwner(identity.claims.sub ?? "");
  signal.addEventListener("abort", () => watch[Symbol.dispose](), { once: true });
  while (!signal.aborted) {
    const { jobs, mayHaveMissed } = await watch.next();
    if (mayHaveMissed || signal.aborted) return;
    if (jobs.length === 0) yield undefined;
    else yield* await getJobs(database, identity, jobs);
  }
}

interface Row {
  readonly id: number;
  readonly at: Date;
  readonly state: JobState;
  readonly progress: number;
  readonly message: string;
  readonly attempt: number;
}

function toEvent({ id, at, state, progress, message, attempt }: Row): NumberedEvent {
  return { id, state, progress, message, attempt, at: at.toISOString() };
}
