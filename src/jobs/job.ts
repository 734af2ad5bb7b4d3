/** A job, and how it is told to those who submitted it. */
import * as z from "zod";
import { jobStates, jobStatuses } from "./state.ts";

export { hasEnded, type JobState } from "./state.ts";

/** Where a job is in its life; the last three are final. */
export const jobState = z.enum(jobStates, `must be one of ${jobStates.join(", ")}`);

/** Why a job failed. */
export const jobError = z.object({
  code: z.string().describe("For programs, as in `timed_out`"),
  message: z.string().describe("For people: a sentence"),
  detail: z.unknown().describe("What else there is to say, or null"),
});

export type JobError = z.output<typeof jobError>;

const time = z.iso.datetime();
const progress = z.number().min(0).max(1).describe("How much is done, 0 … 1");
const message = z.string().describe("What is being done, for people; may be empty");
const attempt = z
  .int()
  .min(0)
  .describe("Times the job was begun, also those that were handed back");

/** A job. */
export const job = z.object({
  id: z.uuid(),
  kind: z.string(),
  state: jobState,
  progress,
  message,
  attempt,
  max_attempts: z.int().min(1).describe("Attempts that may end badly before the job fails"),
  priority: z.int().min(-100).max(100).describe("The highest begins first"),
  request: z
    .unknown()
    .describe(
      "What was asked for; of a text of more than 8 KiB, as an alignment, its first 100 characters and how long it is",
    ),
  engine: z.string().nullable().describe("What did the work"),
  engine_version: z.string().nullable(),
  error: jobError.nullable(),
  created_at: time,
  updated_at: time.describe("When its state, progress, message or attempt changed last"),
  started_at: time.nullable(),
  finished_at: time.nullable(),
  estimated_completion: time
    .nullable()
    .describe("By the pace so far; null while unknown, and unless it is running"),
});

export type Job = z.output<typeof job>;

/** A job as it is told over HTTP. */
export const toldJob = job
  .extend({
    job_id: z.uuid().describe("As `id`"),
    status: z.enum(jobStatuses).describe("As `state`, where `queued` is called `pending`"),
    progress: z
      .number()
      .min(0)
      .max(100)
      .describe("How much is done: 0 … 100 of the kinds `predict` and `screen`, 0 … 1 of others"),
  })
  .describe("The job");

export type ToldJob = z.output<typeof toldJob>;

/** A change of a job that people can see. */
export const jobEvent = z.object({ state: jobState, progress, message, attempt, at: time });

export type JobEvent = z.output<typeof jobEvent>;

/** The files that a job made. */
export const jobFiles = z
  .object({
    files: z.array(
      z.object({
        name: z.string().describe("As `model_0.cif`"),
        size: z.int().min(0).describe("Bytes"),
        sha256: z.string().describe("Of its bytes, in hexadecimal"),
        media_type: z.string(),
        url: z.string().describe("Where it is, as a path on this server"),
      }),
    ),
  })
  .describe("The files that the job made");

/** A job as lists tell it. */
const listedJob = toldJob.extend({
  request: z
    .unknown()
    .describe("What was asked for; null if it is longer than 8 KiB: the job alone tells it"),
});

/** Jobs, the newest first. */
export const jobPage = z
  .object({
    jobs: z.array(listedJob),
    next: z.string().nullable().describe("The cursor of the next page; null at the end"),
  })
  .describe("Jobs, the newest first");

/** The same before it is told. */
export interface JobPage extends Omit<z.output<typeof jobPage>, "jobs"> {
  readonly jobs: readonly Job[];
}
