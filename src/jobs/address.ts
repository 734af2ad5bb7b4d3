/** What the addresses of `/jobs` say besides the route. */
import * as z from "zod";

/** A path that names a job. */
export const named = z.object({ job_id: z.uuid("must be a job's id, which is a UUID") });

/** The query string of a route that has no parameters. */
export const noQuery = z.strictObject({});
