/** Headers that a client sends. Node gives their names in lower case; a refusal writes them as people do. */
import * as z from "zod";

/** Headers of a submission. */
export const submissionHeaders = z
  .looseObject({
    "idempotency-key": z
      .string()
      .optional()
      .describe("Your name for this submission: sent again, it answers with the same job"),
  })
  .refine(({ "idempotency-key": key }) => key === undefined || /^[ -~]{1,255}$/.test(key), {
    path: ["Idempotency-Key"],
    error: "must be 1 to 255 printable ASCII characters",
  });

/** Headers of whoever follows a job. */
export const followingHeaders = z
  .looseObject({
    "last-event-id": z
      .string()
      .optional()
      .describe("The event to go on after; it goes before `after`"),
  })
  .refine(({ "last-event-id": id }) => id === undefined || /^\d{1,15}$/.test(id), {
    path: ["Last-Event-ID"],
    error: "must be the id of an event",
  });
