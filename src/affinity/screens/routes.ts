/** `/screens`: one protein with many ligands, over HTTP. */
import type { FastifyInstance, FastifyReply } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { submissionHeaders } from "#src/jobs/headers.ts";
import { toldJob } from "#src/jobs/job.ts";
import type { Jobs } from "#src/jobs/jobs.ts";
import { submissionFields } from "#src/jobs/routes.ts";
import { cursor } from "#src/schema/cursor.ts";
import { wholeText } from "#src/schema/numbers.ts";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import { screen, screenPage } from "../screen.ts";
import { screenRequest } from "../screen-request.ts";
import { named, noQuery } from "./address.ts";
import { deleteScreen, resumeScreen, stopScreen } from "./going-on.ts";
import { ligandRoutes } from "./ligand-routes.ts";
import { getScreen, listScreens } from "./own.ts";
import { type ScreenSubmitting, type SubmittedScreen, submitScreen } from "./submission.ts";

/** What the routes need. */
export interface ScreenRouteOptions extends ScreenSubmitting {
  readonly blobs: Blobs;
  /** Largest list that is taken, with its request, in bytes. */
  readonly bodyLimit: number;
}

const submitted = toldJob
  .extend({ screen_id: z.uuid() })
  .describe("The job that works on the screen");

/** Adds the routes. */
export async function screenRoutes(
  app: FastifyInstance,
  options: ScreenRouteOptions,
): Promise<void> {
  const { database, jobs, bodyLimit } = options;
  ligandRoutes(app, options);
  const config = { identity: "user" as const };
  const tags = ["affinity"];
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    "/screens",
    {
      config,
      bodyLimit,
      schema: {
        tags,
        summary: "Predict how strongly each of many ligands binds a protein",
        description:
          "One job. It reads every ligand before it predicts any: what cannot be predicted is " +
          "rejected with the reason, and a molecule that is there twice is predicted once. Results " +
          "are there as they come, ranked, at `/screens/{screen_id}/ligands`.",
        querystring: noQuery,
        headers: submissionHeaders,
        body: screenRequest.safeExtend(submissionFields),
        response: { 200: submitted, 202: submitted },
      },
    },
    async ({ identity, headers, body }, reply) => {
      const { ligands, format, name, priority, ...shared } = body;
      const idempotencyKey = headers["idempotency-key"];
      const submission = { options: shared, list: { ligands, format }, name, priority };
      return sendScreen(
        reply,
        jobs,
        await submitScreen(options, identity, { ...submission, idempotencyKey }),
      );
    },
  );

  routes.get(
    "/screens",
    {
      config,
      schema: {
        tags,
        summary: "Your screens, the newest first",
        querystring: z.strictObject({
          cursor: cursor.optional().describe("`next` of the page before"),
          limit: wholeText(1, 100).default(50).describe("Most screens of a page"),
        }),
        response: { 200: screenPage },
      },
    },
    ({ identity, query }) => listScreens(database, identity, query),
  );

  routes.get(
    "/screens/:screen_id",
    {
      config,
      schema: {
        tags,
        summary: "A screen, and how far it is",
        params: named,
        querystring: noQuery,
        response: { 200: screen },
      },
    },
    ({ identity, params }) => getScreen(database, identity, params.screen_id),
  );

  routes.post(
    "/screens/:screen_id/stop",
    {
      config,
      schema: {
        tags,
        summary: "Stop a screen",
        description: "Its job is cancelled; what was predicted stays. 409 when it is not running.",
        params: named,
        querystring: noQuery,
        response: { 200: screen },
      },
    },
    ({ identity, params }) => stopScreen(options, identity, params.screen_id),
  );

  routes.post(
    "/screens/:screen_id/resume",
    {
      config,
      schema: {
        tags,
        summary: "Go on with a screen",
        description:
          "A new job predicts what is left, and tries again what failed for a reason that may have " +
          "passed. 409 when it is running, or nothing is left.",
        params: named,
        querystring: noQuery,
        response: { 202: submitted },
      },
    },
    async ({ identity, params }, reply) =>
      sendScreen(reply, jobs, await resumeScreen(options, identity, params.screen_id)),
  );

  routes.delete(
    "/screens/:screen_id",
    {
      config,
      schema: {
        tags,
        summary: "Delete a screen, with its ligands and their structures",
        description: "One that is running is stopped. Its jobs stay among your jobs.",
        params: named,
        querystring: noQuery,
        response: { 204: z.undefined().describe("It is deleted") },
      },
    },
    async ({ identity, params }, reply) => {
      await deleteScreen(options, identity, params.screen_id);
      return reply.code(204).send();
    },
  );
}

/** Answers with the job, and says where its screen is: 202 if the job is new. */
function sendScreen(
  reply: FastifyReply,
  jobs: Pick<Jobs, "tell">,
  { job, isNew, screen }: SubmittedScreen,
) {
  return reply
    .code(isNew ? 202 : 200)
    .header("location", `/screens/${screen}`)
    .send({ ...jobs.tell(job), screen_id: screen });
}
