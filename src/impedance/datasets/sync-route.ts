/** Looking through the files over HTTP. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { untilGone } from "#src/http/leaving.ts";
import { syncReport, syncRequest } from "./answers.ts";
import { type SyncService, syncDatasets } from "./sync.ts";
import { insertStatements } from "./sync-sql.ts";

/** Looking through the files is for whoever has the machine. */
class NotLocalError extends Error {
  override readonly name = "NotLocalError";
  readonly statusCode = 403;

  constructor() {
    super(
      "Only the user of the server's own machine may look through its files, and this server has " +
        "users who sign in; it looks through them whenever it starts.",
    );
  }
}

/** Adds the route. */
export function syncRoute(app: FastifyInstance, service: SyncService): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    "/api/datasets/sync",
    {
      config: { identity: "user", isBodyOptional: true },
      schema: {
        tags: ["datasets"],
        summary: "Look through the files, and bring what is known of them in line",
        description:
          "Files that somebody put into the folder or bucket become datasets, missing ones are said to " +
          "be so, and changed ones are described anew.",
        querystring: z.strictObject({}),
        body: syncRequest,
        response: { 200: syncReport },
      },
    },
    async ({ body: { dry_run: isDry } }, reply) => {
      if (service.fileOwner === null) throw new NotLocalError();
      const findings = await syncDatasets(service, { isDry, signal: untilGone(reply) });
      const { registered, problems, ...found } = findings;
      return {
        status: "success" as const,
        dry_run: isDry,
        ...found,
        registered: registered.map(({ filename }) => filename),
        problems: problems.map(({ filename, problems }) => ({ filename, problems: [...problems] })),
        sql: isDry ? insertStatements(registered) : [],
      };
    },
  );
}
