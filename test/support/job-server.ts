/** The routes of `/jobs`, without the rest of the server. */
import type { AddressInfo } from "node:net";
import { fastify } from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";
import type * as z from "zod";
import { counting } from "#src/jobs/counting.ts";
import { openJobs } from "#src/jobs/jobs.ts";
import type { Kind } from "#src/jobs/kind.ts";
import { jobRoutes } from "#src/jobs/routes.ts";
import { readJsonBodies } from "#src/server/body.ts";
import { answerWithProblems, InvalidRequestError } from "#src/server/errors.ts";
import type { Database } from "#src/storage/database.ts";
import { localUser } from "#src/storage/identity.ts";
import { noLog } from "./job-kinds.ts";

/** A server that is listening. */
export interface JobServer extends AsyncDisposable {
  readonly address: string;
}

/** Starts one whose every request is the local user's. */
export async function startJobServer(
  database: Database,
  streamLimit = 50,
  kind: Kind = counting,
): Promise<JobServer> {
  const jobs = await openJobs({ database, kinds: [kind], worker: true, log: noLog });
  const app = fastify({ forceCloseConnections: "idle" });
  app.setValidatorCompiler<z.ZodType>(({ schema }) => (data) => {
    const { success, data: value, error } = schema.safeParse(data);
    return success ? { value } : { error: new InvalidRequestError(error) };
  });
  app.setSerializerCompiler(serializerCompiler);
  answerWithProblems(app);
  readJsonBodies(app);
  app.decorateRequest("identity", { getter: () => localUser });
  await app.register(jobRoutes, { database, jobs, streamLimit });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      await app.close();
      await jobs.close({ graceSeconds: 0 });
    },
  };
}
