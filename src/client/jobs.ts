/** Jobs over HTTP: list, look at, cancel and watch those of whoever asks. */
import { predictionKind, screenKind } from "#src/affinity/kinds.ts";
import type { Job, JobEvent, JobPage } from "#src/jobs/job.ts";
import { hasEnded, type JobState } from "#src/jobs/state.ts";
import { askJson, type RequestOptions } from "./answer.ts";
import { subscribe, type WatchOptions } from "./subscription.ts";

/** Which jobs to list. */
export interface JobFilter {
  readonly kind?: string | undefined;
  readonly state?: JobState | undefined;
  /** Where the page before ended: its `next`. Default: from the newest. */
  readonly cursor?: string | undefined;
  /** Most jobs of a page, 1 … 200. Default, the server's: 50. */
  readonly limit?: number | undefined;
}

/**
 * Jobs of whoever asks. As everything here, it throws
 * ProblemError when the server refuses (401: it wants a token; 404: no such job, or another's), and
 * ConnectionError when it cannot be reached or goes away.
 */
export async function listJobs(
  filter: JobFilter = {},
  options: RequestOptions = {},
): Promise<JobPage> {
  const page: JobPage = await askJson({ path: "jobs", search: filter }, options);
  return { ...page, jobs: page.jobs.map(readJob) };
}

/** The job as it is now. */
export async function getJob(id: string, options: RequestOptions = {}): Promise<Job> {
  return readJob(await askJson<Job>({ path: pathOf(id) }, options));
}

/** What a completed job found. Refused (409) while there is none, with the reason. */
export function getJobResult(id: string, options: RequestOptions = {}): Promise<unknown> {
  return askJson({ path: `${pathOf(id)}/result` }, options);
}

/** Cancels a job, and gives it as it then is. Refused (409) when it has ended already. */
export async function cancelJob(id: string, options: RequestOptions = {}): Promise<Job> {
  return readJob(await askJson<Job>({ method: "DELETE", path: pathOf(id) }, options));
}

/** A job that does nothing but count: it shows how jobs come and go. */
export interface CountRequest {
  /** 1 … 10⁶; default 100. */
  readonly to?: number;
  /** Seconds from one number to the next, 0 … 10; default 0.05. */
  readonly interval?: number;
  /** −100 … 100; the highest begins first. Default 0. */
  readonly priority?: number;
}

/** How to submit. */
export interface SubmitOptions extends RequestOptions {
  /** A name for the submission, up to 255 printable ASCII characters: the same job comes back however often it is sent. */
  readonly idempotencyKey?: string | undefined;
}

/** Submits a counting job. Refused (429, with `retryAfter`) when the queue is full. */
export function submitCount(request: CountRequest = {}, options: SubmitOptions = {}): Promise<Job> {
  return submit("jobs/count", request, options);
}

/** Submits a job of the kind that `path` takes, to which its answer may add something. */
export async function submit<Submitted extends Job = Job>(
  path: string,
  request: object | undefined,
  { idempotencyKey, ...options }: SubmitOptions,
): Promise<Submitted> {
  const headers = idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey };
  return readJob(
    await askJson<Submitted>({ method: "POST", path, body: request, headers }, options),
  );
}

/** How to watch one job. */
export interface WatchJobOptions extends WatchOptions {
  /** The `id` of the last event seen; default: from the job's beginning. */
  readonly lastEventId?: string;
}

/** A change of a job, and its name to go on after. */
export interface SeenJobEvent extends JobEvent {
  readonly id: string;
}

/**
 * Every change of a job, in order and none twice, until the one that ends it. A server that goes
 * away is asked again, until it is back or the signal aborts. Throws likewise.
 */
export async function* watchJob(
  id: string,
  options: WatchJobOptions = {},
): AsyncGenerator<SeenJobEvent, void, void> {
  for await (const event of subscribe(`${pathOf(id)}/events`, options)) {
    const change: JobEvent = JSON.parse(event.data);
    yield { ...change, id: event.id };
    if (hasEnded(change.state)) return;
  }
}

/**
 * Jobs of whoever asks, each whenever it changes, without an end. What changed while the server was
 * lost is not told: list the jobs when `onConnected` is called. Throws likewise.
 */
export async function* watchJobs(options: WatchOptions = {}): AsyncGenerator<Job, void, void> {
  for await (const { data } of subscribe("jobs/events", options)) {
    yield readJob(JSON.parse(data));
  }
}

/** Kinds of jobs whose progress a server tells from 0 to 100. */
const inPercent: ReadonlySet<string> = new Set([predictionKind, screenKind]);

/** A job as a server told it, with its progress from 0 to 1 whatever its kind. */
export function readJob<Told extends Job>(told: Told): Told {
  return inPercent.has(told.kind) ? { ...told, progress: told.progress / 100 } : told;
}

/** A job's path. */
export function pathOf(id: string): string {
  return `jobs/${encodeURIComponent(id)}`;
}
