/** `/jobs`: a user's jobs over HTTP. */
import type { FastifyInstance, FastifyReply } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { whole } from "#src/schema/numbers.ts";
import type { Database } from "#src/storage/database.ts";
import { named, noQuery } from "./address.ts";
import { counting, countRequest } from "./counting.ts";
import { followingRoutes } from "./following-routes.ts";
import { submissionHeaders } from "./headers.ts";
import { jobPage, toldJob } from "./job.ts";
import type { Jobs } from "./jobs.ts";
import { getJob, getResult, jobFilter, listJobs } from "./own.ts";
import type { Submitted } from "./submit.ts";

/** What the routes need. */
export interface JobService {
  readonly database: Database;
  readonly jobs: Jobs;
  /** Most streams of events open at once. */
  readonly streamLimit: number;
}

/** The field of every submission that is not the instrument's. */
export const submissionFields = {
  priority: whole(-100, 100).default(0).describe("The highest begins first"),
};

/** Answers a submission: 202 with a new job, 200 with the one that was there. */
export function sendSubmitted(
  reply: FastifyReply,
  jobs: Pick<Jobs, "tell">,
  { job, isNew }: Submitted,
) {
  return reply
    .code(isNew ? 202 : 200)
    .header("location", `/jobs/${job.id}`)
    .send(jobs.tell(job));
}

/** Adds the routes. */
export async function jobRoutes(
  app: FastifyInstance,
  { database, jobs, streamLimit }: JobService,
): Promise<void> {
  followingRoutes(app, { database, jobs }, streamLimit);
  const config = { identity: "user" as const };
  const tags = ["jobs"];
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    "/jobs",
    {
      config,
      schema: {
        tags,
        summary: "Your jobs, the newest first",
        querystring: jobFilter,
        response: { 200: jobPage },
      },
    },
    async ({ identity, query }) => {
      const page = await listJobs(database, identity, query);
      return { ...page, jobs: page.jobs.map(jobs.tell) };
    },
  );

  routes.get(
    "/jobs/:job_id",
    {
      config,
      schema: {
        tags,
        summary: "A job",
        params: named,
        querystring: noQuery,
        response: { 200: toldJob },
      },
    },
    async ({ identity, params }) => jobs.tell(await getJob(database, identity, params.job_id)),
  );

  routes.get(
    "/jobs/:job_id/result",
    {
      config,
      schema: {
        tags,
        summary: "What a job found",
        description:
          "What it is, the job's kind says: of `predict` what `POST /predict/sync` answers, of `screen` a " +
          "summary, of `sweep` one of its dataset. 409 while there is no result, with the reason.",
        params: named,
        querystring: noQuery,
        response: { 200: z.unknown().describe("What the job found, as its kind has it") },
      },
    },
    ({ identity, params }) => getResult(database, identity, params.job_id),
  );

  routes.delete(
    "/jobs/:job_id",
    {
      config,
      schema: {
        tags,
        summary: "Cancel a job",
        params: named,
        querystring: noQuery,
        response: { 200: toldJob },
      },
    },
    async ({ identity, params }) => jobs.tell(await jobs.cancel(identity, params.job_id)),
  );

  routes.post(
    "/jobs/count",
    {
      config: { ...config, isBodyOptional: true },
      schema: {
        tags,
        summary: "Count, to try the queue",
        description: "No body stands for an empty object; null is refused, as in every submission.",
        querystring: noQuery,
        headers: submissionHeaders,
        body: countRequest.extend(submissionFields),
        response: { 200: toldJob, 202: toldJob },
      },
    },
    async ({ identity, headers, body: { priority, ...request } }, reply) =>
      sendSubmitted(
        reply,
        jobs,
        await jobs.submit(identity, {
          kind: counting,
          request,
          priority,
          idempotencyKey: headers["idempotency-key"],
        }),
      ),
  );
}
