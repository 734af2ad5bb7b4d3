/** `/jobs`: a user's jobs over HTTP. */
import type { FastifyInstance, FastifyReply } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { whole, wholeText } from "#src/schema/numbers.ts";
import type { Database } from "#src/storage/database.ts";
import { counting, countRequest } from "./counting.ts";
import { eventStreams, type Message } from "./event-stream.ts";
import { eventsAfter, followJob, followJobs } from "./events.ts";
import { followingHeaders, submissionHeaders } from "./headers.ts";
import { job, jobPage } from "./job.ts";
import type { Jobs } from "./jobs.ts";
import { getJob, getResult, jobFilter, listJobs } from "./own.ts";
import type { Submitted } from "./submit.ts";

/** What the routes need. */
export interface JobService {
  readonly database: Database;
  readonly jobs: Jobs;
  /** Most streams of events open at once. Default 500, as LIMIT_EVENT_STREAMS. */
  readonly streamLimit?: number;
}

/** A path that names a job. */
const named = z.object({ job_id: z.uuid("must be a job's id, which is a UUID") });

/** The query string of a route that has no parameters. */
const noQuery = z.strictObject({});

/** The field of every submission that is not the instrument's. */
export const submissionFields = {
  priority: whole(-100, 100).default(0).describe("The highest begins first"),
};

/** Answers a submission: 202 with a new job, 200 with the one that was there. */
export function sendSubmitted(reply: FastifyReply, { job, isNew }: Submitted) {
  return reply
    .code(isNew ? 202 : 200)
    .header("location", `/jobs/${job.id}`)
    .send(job);
}

const eventStream = (description: string) => ({
  description,
  content: { "text/event-stream": { schema: z.any().meta({ type: "string" }) } },
});

/** Adds the routes. */
export async function jobRoutes(
  app: FastifyInstance,
  { database, jobs, streamLimit = 500 }: JobService,
): Promise<void> {
  const sendEvents = eventStreams(app, streamLimit);
  const sources = { database, changes: jobs.changes };
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
    ({ identity, query }) => listJobs(database, identity, query),
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
        response: { 200: job },
      },
    },
    ({ identity, params }) => getJob(database, identity, params.job_id),
  );

  routes.get(
    "/jobs/:job_id/result",
    {
      config,
      schema: {
        tags,
        summary: "What a job found",
        description: "409 while there is no result, with the reason.",
        params: named,
        querystring: noQuery,
        response: { 200: z.unknown() },
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
        response: { 200: job },
      },
    },
    ({ identity, params }) => jobs.cancel(identity, params.job_id),
  );

  routes.get(
    "/jobs/:job_id/events",
    {
      config,
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: "Follow a job",
        description:
          "Server-sent events: every change of the job's state, progress, message and attempt, from " +
          "the beginning or after `Last-Event-ID`. The stream ends with the job; 204 if it had ended " +
          "and there is nothing more to say.",
        params: named,
        headers: followingHeaders,
        querystring: z.strictObject({
          after: wholeText(0, Number.MAX_SAFE_INTEGER).default(0).describe("As Last-Event-ID"),
        }),
        response: { 200: eventStream("Changes of the job"), 204: z.undefined() },
      },
    },
    async ({ identity, params, headers, query }, reply) => {
      const after = Number(headers["last-event-id"] ?? query.after);
      const place = { job: params.job_id, after };
      const { events, isComplete } = await eventsAfter(database, identity, place);
      if (isComplete && events.length === 0) return reply.code(204).send();
      return sendEvents(reply, async function* (signal): AsyncGenerator<Message> {
        for await (const event of followJob(sources, identity, place, signal)) {
          if (event === undefined) {
            yield undefined;
          } else {
            const { id, ...data } = event;
            yield { id, data };
          }
        }
      });
    },
  );

  routes.get(
    "/jobs/events",
    {
      config,
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: "Follow all your jobs",
        description:
          "Server-sent events: each of your jobs whenever it changes. Nothing is repeated: read the " +
          "list whenever the stream has begun.",
        querystring: noQuery,
        response: { 200: eventStream("Jobs that changed, as the list tells them") },
      },
    },
    (request, reply) =>
      sendEvents(reply, async function* (signal): AsyncGenerator<Message> {
        for await (const changed of followJobs(sources, request.identity, signal)) {
          yield changed && { data: changed };
        }
      }),
  );

  routes.post(
    "/jobs/count",
    {
      config,
      schema: {
        tags,
        summary: "Count, to try the queue",
        description: "No body stands for an empty object; null is refused, as in every submission.",
        querystring: noQuery,
        headers: submissionHeaders,
        body: countRequest.extend(submissionFields),
        response: { 200: job, 202: job },
      },
      // Every field is optional, and so is the body; one that says null was not left out.
      preValidation: async (request: { body?: unknown }) => {
        if (request.body === undefined) request.body = {};
      },
    },
    async ({ identity, headers, body: { priority, ...request } }, reply) =>
      sendSubmitted(
        reply,
        await jobs.submit(identity, {
          kind: counting,
          request,
          priority,
          idempotencyKey: headers["idempotency-key"],
        }),
      ),
  );
}
