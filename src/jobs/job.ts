/** A job as it is told to those who submitted it. */
import * as z from "zod";
import { jobStates } from "./state.ts";

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
  request: z.unknown().describe("What was asked for"),
  engine: z.string().nullable().describe("What did the work"),
  engine_version: z.string().nullable(),
  error: jobError.nullable(),
  created_at: time,
  started_at: time.nullable(),
  finished_at: time.nullable(),
});

export type Job = z.output<typeof job>;

/** A change of a job that people can see. */
export const jobEvent = z.object({ state: jobState, progress, message, attempt, at: time });

export type JobEvent = z.output<typeof jobEvent>;

/** A job as lists tell it. */
export const listedJob = job.extend({
  request: z
    .unknown()
    .describe("What was asked for; null if it is longer than 8 KiB: the job alone has it whole"),
});

/** Jobs, the newest first. */
export const jobPage = z.object({
  jobs: z.array(listedJob),
  next: z.string().nullable().describe("The cursor of the next page; null at the end"),
});

export type JobPage = z.output<typeof jobPage>;
