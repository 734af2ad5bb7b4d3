/** `/jobs/events` and `/jobs/{id}/events`: jobs followed as they change, by server-sent events. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { wholeText } from "#src/schema/numbers.ts";
import type { Database } from "#src/storage/database.ts";
import { named, noQuery } from "./address.ts";
import { eventStreams, type Message } from "./event-stream.ts";
import { eventsAfter, followJob, followJobs } from "./events.ts";
import { followingHeaders } from "./headers.ts";
import type { Jobs } from "./jobs.ts";

const eventStream = (description: string) => ({
  description,
  content: { "text/event-stream": { schema: z.any().meta({ type: "string" }) } },
});

/** What the routes need. */
export interface FollowingService {
  readonly database: Database;
  readonly jobs: Pick<Jobs, "changes" | "tell">;
}

/**
 * Adds the routes.
 * @param streamLimit most streams that are open at once
 */
export function followingRoutes(
  app: FastifyInstance,
  { database, jobs }: FollowingService,
  streamLimit: number,
): void {
  const sources = { database, changes: jobs.changes };
  const sendEvents = eventStreams(app, streamLimit);
  const config = { identity: "user" as const };
  const tags = ["jobs"];
  const routes = app.withTypeProvider<ZodTypeProvider>();

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
        response: {
          200: eventStream("Changes of the job"),
          204: z.undefined().describe("The job has ended, and all was said"),
        },
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
          yield changed && { data: jobs.tell(changed) };
        }
      }),
  );
}
