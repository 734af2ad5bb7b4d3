/** `POST /predict` and `/predict/sync`: predictions over HTTP. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { untilGone } from "#src/http/leaving.ts";
import { followJob } from "#src/jobs/events.ts";
import { submissionHeaders } from "#src/jobs/headers.ts";
import { hasEnded, type Job, toldJob } from "#src/jobs/job.ts";
import { getJob, getResult } from "#src/jobs/own.ts";
import { sendSubmitted, submissionFields } from "#src/jobs/routes.ts";
import { wholeText } from "#src/schema/numbers.ts";
import type { Database } from "#src/storage/database.ts";
import type { Identity } from "#src/storage/identity.ts";
import { predictionRequest } from "../request.ts";
import { predictionResult } from "../result.ts";
import { PredictionFailedError } from "./failed.ts";
import { type PredictionSubmitting, submitPrediction } from "./submission.ts";

/** What the routes need. */
export interface PredictionRouteOptions extends PredictionSubmitting {
  readonly database: Database;
  /** Largest body, in bytes: alignments and templates are long. */
  readonly bodyLimit: number;
}

const description =
  "The protein's sequence and the ligand's SMILES are all it takes. What can be known at once is " +
  "refused at once, with every field that is wrong; the rest is a job. A result says what made it " +
  "and from what: nothing in it is invented, unless `engine` is `demonstration`, and then it says so.";

/** What a connection may be silent for beyond the wait, in seconds. */
const SPARE_SECONDS = 30;

/** Adds the routes. */
export async function predictionRoutes(
  app: FastifyInstance,
  options: PredictionRouteOptions,
): Promise<void> {
  const { bodyLimit, database } = options;
  const config = { identity: "user" as const };
  const body = predictionRequest.safeExtend(submissionFields);
  const tags = ["affinity"];
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    "/predict",
    {
      config,
      bodyLimit,
      schema: {
        tags,
        summary: "Predict how strongly a ligand binds a protein",
        description,
        querystring: z.strictObject({}),
        headers: submissionHeaders,
        body,
        response: { 200: toldJob, 202: toldJob },
      },
    },
    async ({ identity, headers, body: { priority, ...request } }, reply) => {
      const idempotencyKey = headers["idempotency-key"];
      return sendSubmitted(
        reply,
        options.jobs,
        await submitPrediction(options, identity, { request, priority, idempotencyKey }),
      );
    },
  );

  routes.post(
    "/predict/sync",
    {
      config,
      bodyLimit,
      schema: {
        tags,
        summary: "Predict, and wait for the result",
        description:
          "The result, or after `wait` seconds the job, with 202. Whoever leaves meanwhile finds the " +
          "job among their jobs: it goes on.",
        querystring: z.strictObject({
          wait: wholeText(0, 3600).default(120).describe("Seconds to wait for the result"),
        }),
        headers: submissionHeaders,
        body,
        response: { 200: predictionResult, 202: toldJob },
      },
    },
    async ({ identity, headers, query, body: { priority, ...request } }, reply) => {
      const idempotencyKey = headers["idempotency-key"];
      const submitted = await submitPrediction(options, identity, {
        request,
        priority,
        idempotencyKey,
      });
      const { id } = submitted.job;
      reply.header("location", `/jobs/${id}`);
      // Neither side has anything to say meanwhile; elsewhere so long a silence is a client that is gone.
      reply.raw.setTimeout((query.wait + SPARE_SECONDS) * 1000, () => reply.raw.destroy());
      const signal = AbortSignal.any([AbortSignal.timeout(query.wait * 1000), untilGone(reply)]);
      const job = await ended(options, identity, id, signal);
      if (!hasEnded(job.state)) return reply.code(202).send(options.jobs.tell(job));
      if (job.state !== "completed") throw new PredictionFailedError(job);
      const result = await getResult(database, identity, id);
      return reply.code(200).send(predictionResult.parse(result));
    },
  );
}

/** A job as soon as it has ended, or as it is when the signal aborts. */
async function ended(
  { database, jobs }: PredictionRouteOptions,
  identity: Identity,
  id: string,
  signal: AbortSignal,
): Promise<Job> {
  const sources = { database, changes: jobs.changes };
  for await (const _ of followJob(sources, identity, { job: id, after: 0 }, signal)) {
    if (signal.aborted) break;
  }
  return getJob(database, identity, id);
}
