/** The HTTP application: what every route has, and the routes. */
import { randomUUID } from "node:crypto";
import helmet from "@fastify/helmet";
import { type FastifyInstance, fastify } from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";
import type * as z from "zod";
import { jobFileRoutes } from "#src/jobs/file-routes.ts";
import { jobRoutes } from "#src/jobs/routes.ts";
import { tunnelingRoutes } from "#src/tunneling/routes.ts";
import type { Simulator } from "#src/tunneling/simulator.ts";
import { answerOtherAddresses } from "./addresses.ts";
import { affinityRoutes } from "./affinity-routes.ts";
import { drainRefusedBodies, readJsonBodies } from "./body.ts";
import type { Config } from "./config.ts";
import { documentation } from "./docs.ts";
import { answerWithProblems, InvalidRequestError } from "./errors.ts";
import { healthRoute } from "./health.ts";
import { identification, identifyUsers } from "./identity.ts";
import { impedanceRoutes } from "./impedance.ts";
import { limitRequests } from "./limits.ts";
import { createLog, RequestLog } from "./log.ts";
import { measureRequests } from "./metrics.ts";
import { answerOrigins } from "./origins.ts";
import { hasPage, servePage } from "./page.ts";
import type { Platform } from "./platform.ts";
import { settingsRoute } from "./settings-route.ts";
import { answerUnreadable } from "./unreadable.ts";

/**
 * A client that neither reads nor writes for this long is gone, and its place is given back. Node
 * waits once more as long for one that was sent something in the meantime.
 */
const SILENCE_MS = 30_000;

/**
 * Builds the application; it listens to nobody yet.
 * @param platform what lasts; without it the application keeps nothing, and knows nobody
 */
export async function createApp(
  config: Config,
  simulator: Simulator,
  platform?: Platform,
): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: platform?.log ?? createLog(config),
    logController: new RequestLog(),
    ...answerUnreadable,
    genReqId: () => randomUUID(),
    bodyLimit: config.LIMIT_BODY_BYTES,
    // Names of datasets have up to 200 characters, each of which may be escaped.
    routerOptions: { maxParamLength: 600 },
    trustProxy: config.TRUSTED_PROXIES.length > 0 && config.TRUSTED_PROXIES,
    connectionTimeout: SILENCE_MS,
    forceCloseConnections: "idle",
  });
  app.setValidatorCompiler<z.ZodType>(({ schema }) => (data) => {
    const parsed = schema.safeParse(data);
    return parsed.success
      ? { value: parsed.data }
      : { error: new InvalidRequestError(parsed.error) };
  });
  app.setSerializerCompiler(serializerCompiler);
  answerWithProblems(app);
  readJsonBodies(app);
  drainRefusedBodies(app);
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });

  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        // Components set their sizes and colours by style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        // The page computes with the kernels, too, which are WebAssembly.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        imgSrc: ["'self'", "data:", "blob:"],
        mediaSrc: ["'self'", "blob:"],
        // The server speaks plain HTTP; whoever puts TLS before it says so there.
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
  await answerOrigins(app, config.CORS_ORIGINS);
  const whoAsks = identification(config);
  await limitRequests(app, config, whoAsks);
  identifyUsers(app, whoAsks);
  answerOtherAddresses(app);
  if (hasPage) await servePage(app);

  await documentation(app, config);
  measureRequests(app, platform);
  healthRoute(app, { simulator, limit: config.LIMIT_SIMULATIONS, platform });
  if (platform !== undefined) {
    settingsRoute(app, { config, simulator, platform });
    await app.register(jobRoutes, { ...platform, streamLimit: config.LIMIT_EVENT_STREAMS });
    await app.register(jobFileRoutes, platform);
    await impedanceRoutes(app, { config, platform });
    await affinityRoutes(app, { config, platform });
  }
  await app.register(tunnelingRoutes, {
    simulator,
    limits: {
      intervals: config.LIMIT_N,
      frames: config.LIMIT_FRAMES,
      responseBytes: config.LIMIT_RESPONSE_BYTES,
      eigenvectorBytes: config.LIMIT_EIGENVECTOR_BYTES,
    },
  });
  return app;
}
