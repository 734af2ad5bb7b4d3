/** `POST /api/sweeps`: sweeps over HTTP. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { submissionHeaders } from "#src/jobs/headers.ts";
import { toldJob } from "#src/jobs/job.ts";
import { sendSubmitted, submissionFields } from "#src/jobs/routes.ts";
import { sweepRequest } from "../request.ts";
import type { SweepFields, SweepLimits } from "../sweep-fields.ts";
import { SweepFieldError, toSweep } from "../to-sweep.ts";
import { datasetBytes } from "./archive.ts";
import { type SweepService, submitSweep } from "./submission.ts";

/** What the route needs. */
export interface SweepRouteOptions extends SweepService {
  /** Largest file that a sweep may make, in bytes. */
  readonly datasetLimit: number;
}

/** Adds the route. */
export async function sweepRoutes(app: FastifyInstance, options: SweepRouteOptions): Promise<void> {
  const { limits, datasetLimit } = options;
  const body = sweepBody(limits, datasetLimit);
  app.withTypeProvider<ZodTypeProvider>().post(
    "/api/sweeps",
    {
      config: { identity: "user", isBodyOptional: true },
      schema: {
        tags: ["impedance"],
        summary: "Sweep a circuit over a grid of its parameters",
        description:
          "A job: every point of the grid is ranked by how far its spectrum is from the reference, and " +
          "the spectra are written, best first, to an NPZ that is registered as a dataset. No body " +
          "stands for an empty object: the standard circuit, 5 values on each of its 5 axes.",
        querystring: z.strictObject({}),
        headers: submissionHeaders,
        body,
        response: { 200: toldJob, 202: toldJob },
      },
    },
    async ({ identity, headers, body: { priority, ...request } }, reply) =>
      sendSubmitted(
        reply,
        options.jobs,
        await submitSweep(options, identity, {
          request,
          priority,
          idempotencyKey: headers["idempotency-key"],
        }),
      ),
  );
}

/** What may be submitted: a sweep's request whose file is not too large, and every job's fields. */
function sweepBody(limits: SweepLimits, datasetLimit: number) {
  const schema = sweepRequest(limits).safeExtend(submissionFields);
  return schema.superRefine((request, context) => {
    const bytes = sizeOf(request, limits);
    if (bytes === undefined || bytes <= datasetLimit) return;
    const message =
      `makes a file of ${bytes} bytes, with so many frequencies and columns; ` +
      `it must be at most ${datasetLimit} (LIMIT_DATASET_BYTES)`;
    context.addIssue({ code: "custom", path: [request.axes ? "axes" : "grid_size"], message });
  });
}

/** Bytes of the dataset; undefined if the fields make no sweep, which is refused by itself. */
function sizeOf(request: SweepFields, limits: SweepLimits): number | undefined {
  try {
    return datasetBytes(toSweep(request, limits), request.columns);
  } catch (error) {
    if (error instanceof SweepFieldError) return undefined;
    throw error;
  }
}
