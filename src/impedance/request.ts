/** The schema of a sweep's request: every field, and that they make a sweep together. */
import * as z from "zod";
import { faultsOf } from "./sweep-faults.ts";
import { defaultSweepLimits, type SweepLimits, sweepFields } from "./sweep-fields.ts";

const isObject = {
  error: ({ code }: { code: string }) =>
    code === "invalid_type" ? "must be an object" : undefined,
};

/** The schema, under the limits of a server. Fields that are wrong by themselves are named first. */
export function sweepRequest(limits: SweepLimits = defaultSweepLimits) {
  return z.strictObject(sweepFields, isObject).check((payload) => {
    if (payload.issues.length > 0) return;
    for (const { path, message } of faultsOf(payload.value, limits)) {
      payload.issues.push({ code: "custom", path: [...path], message, input: payload.value });
    }
  });
}
