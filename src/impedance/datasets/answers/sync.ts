/** What was found among the files. */
import * as z from "zod";

const success = z.literal("success");
const must = (be: string) => ({ error: `must be ${be}` });

/** How the files are looked through. */
export const syncRequest = z.strictObject({
  dry_run: z.boolean(must("true or false")).default(false).describe("Write nothing, only say it"),
});

const filenames = z.array(z.string());

/** What was found among the files. */
export const syncReport = z.object({
  status: success,
  dry_run: z.boolean(),
  found: z.int().describe("Files that are there"),
  registered: filenames.describe("Those that nobody knew"),
  updated: filenames.describe("Those that have changed"),
  returned: filenames.describe("Those that were missing and are there again"),
  missing: filenames.describe("Registered ones that are not there"),
  problems: z
    .array(z.object({ filename: z.string(), problems: z.array(z.string()) }))
    .describe("Files that are no datasets, or cannot be registered, and why"),
  sql: z
    .array(z.string())
    .describe("With dry_run, the statements that register the new ones; empty otherwise"),
});

/** What was found among the files, parsed. */
export type SyncReport = z.output<typeof syncReport>;
