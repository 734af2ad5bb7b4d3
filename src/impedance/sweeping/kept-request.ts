/** A sweep's request as its job keeps it. */
import * as z from "zod";
import { sweepRequest } from "../request.ts";
import { datasetName, type SweepLimits } from "../sweep-fields.ts";

/** The schema of a request with what it was given: the file's name, and its configuration's UUID. */
export function keptRequest(limits: SweepLimits) {
  return sweepRequest(limits).safeExtend({
    filename: z.string().regex(datasetName),
    configuration: z.uuid(),
  });
}

/** What a sweep's job was asked. */
export type KeptRequest = z.output<ReturnType<typeof keptRequest>>;
