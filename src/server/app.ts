/** The HTTP application: what every route has, and the routes. */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import files from "@fastify/static";
import { type FastifyInstance, fastify } from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";
import type * as z from "zod";
import { tunnelingRoutes } from "#src/tunneling/routes.ts";
import type { Simulator } from "#src/tunneling/simulator.ts";
import { readJsonBodies } from "./body.ts";
import type { Config } from "./config.ts";
import { documentation } from "./docs.ts";
import { answerWithProblems, InvalidRequestError, sendProblem } from "./errors.ts";
import { healthRoute } from "./health.ts";

const page = fileURLToPath(new URL("../../build/web/", import.meta.url));

/**
 * A client that neither reads nor writes for this long is gone, and its place is given back. Node
 * waits once more as long for one that was sent something in the meantime.
 */
const SILENCE_MS = 30_000;

/** Builds the application; it listens to nobody yet. */
export async function createApp(config: Config, simulator: Simulator): Promise<FastifyInstance> {
  const app = fastify({
    logger: { level: config.LOG_LEVEL },
    genReqId: () => randomUUID(),
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
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });

  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        // Components set their sizes and colours by style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        mediaSrc: ["'self'", "blob:"],
        // The server speaks plain HTTP; whoever puts TLS before it says so there.
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
  await app.register(cors, {
    origin: config.CORS_ORIGINS.includes("*") ? "*" : config.CORS_ORIGINS,
    methods: ["GET", "POST"],
    exposedHeaders: [
      "Content-Length",
      "Retry-After",
      "Server-Timing",
      "X-Format",
      "X-Frame-Interval",
      "X-Frames",
      "X-Grid-Size",
      "X-Request-Id",
    ],
  });
  await documentation(app);
  healthRoute(app, { simulator, limit: config.LIMIT_SIMULATIONS });
  await app.register(tunnelingRoutes, {
    simulator,
    limits: {
      intervals: config.LIMIT_N,
      frames: config.LIMIT_FRAMES,
      responseBytes: config.LIMIT_RESPONSE_BYTES,
      eigenvectorBytes: config.LIMIT_EIGENVECTOR_BYTES,
    },
  });

  if (existsSync(page)) await app.register(files, { root: page });
  app.setNotFoundHandler((request, reply) => {
    // The page has addresses of its own, which it reads itself.
    if (
      request.method === "GET" &&
      request.headers.accept?.includes("text/html") &&
      existsSync(page)
    ) {
      return reply.sendFile("index.html");
    }
    const detail = `There is no ${request.method} ${request.url.split("?")[0]} here; /docs lists what there is.`;
    return sendProblem(request, reply, { status: 404, detail });
  });
  return app;
}
