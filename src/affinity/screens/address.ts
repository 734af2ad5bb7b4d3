/** What the addresses of `/screens` say besides the route. */
import * as z from "zod";

/** A path that names a screen. */
export const named = z.object({ screen_id: z.uuid("must be a screen's id, which is a UUID") });

/** The query string of a route that has no parameters. */
export const noQuery = z.strictObject({});
