/** What the stream of changes brought lately: an answer that was under way meanwhile may be older. */
import type { Job } from "#src/client/index.ts";

/** No answer is under way for longer, ms. */
const longest = 60_000;

interface HeardJob {
  readonly job: Job;
  readonly at: number;
}

const heard = new Map<string, HeardJob>();

/** Notes a job the stream has brought at `now`, ms. */
export function hear(job: Job, now = performance.now()): void {
  // Put last anew, so that the oldest are the first.
  heard.delete(job.id);
  heard.set(job.id, { job, at: now });
  for (const [id, { at }] of heard) {
    if (now - at < longest) break;
    heard.delete(id);
  }
}

/** `job` with the request that is known of it: the stream leaves long ones out, and none ever changes. */
export function withRequest(job: Job, known: Job): Job {
  return { ...job, request: known.request ?? job.request };
}

/** `job` as an answer has it that was asked for at `asked`, ms, or as the stream has brought it since. */
export function newest(job: Job, asked: number): Job {
  const since = heard.get(job.id);
  return since !== undefined && since.at >= asked ? withRequest(since.job, job) : job;
}
