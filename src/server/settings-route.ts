/** `GET /settings`: what is in use here, and whom the server takes the one who asks for. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Simulator } from "#src/tunneling/simulator.ts";
import retort from "../../package.json" with { type: "json" };
import { settingsInUse } from "./answers.ts";
import type { Config } from "./config.ts";
import { requestLimit } from "./limits.ts";
import type { Platform } from "./platform.ts";
import { describeIdentity } from "./provider.ts";

/** Adds the route. */
export function settingsRoute(
  app: FastifyInstance,
  {
    config,
    simulator,
    platform: { database, blobs, jobs },
  }: { config: Config; simulator: Simulator; platform: Platform },
): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    "/settings",
    {
      config: { identity: "anyone" },
      schema: { tags: ["server"], summary: "What is in use", response: { 200: settingsInUse } },
    },
    ({ identity: { role, claims } }) => {
      const described = ({ kind, description }: { kind: string; description: string }) => ({
        kind,
        description: role === "anon" ? kind : description,
      });
      return {
        version: retort.version,
        database: described(database),
        blobs: described(blobs),
        identity: describeIdentity(config),
        user: {
          role,
          subject: claims.sub ?? null,
          email: typeof claims.email === "string" ? claims.email : null,
        },
        engines: {
          tunneling: { threads: simulator.threads, limit: config.LIMIT_SIMULATIONS },
          jobs: { worker: jobs.worker, kinds: [...jobs.kinds] },
          affinity: {
            nim: config.NIM_URL !== undefined,
            msa_server: originOf(config.MSA_SERVER_URL),
          },
        },
        limits: limitsOf(config),
      };
    },
  );
}

/** The part of an address that is for everybody: it may have a name and a password. */
function originOf(address: string | undefined): string | null {
  return address === undefined ? null : new URL(address).origin;
}

function limitsOf(config: Config): Record<string, number> {
  const settings = { ...config, LIMIT_REQUESTS: requestLimit(config) };
  const limits = Object.entries(settings).filter(([name]) => name.startsWith("LIMIT_"));
  return Object.fromEntries(
    limits.flatMap(([name, limit]) => (Number.isFinite(limit) ? [[name, Number(limit)]] : [])),
  );
}
