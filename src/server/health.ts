/** `GET /health`: whether the server works, and with what. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { checkBlobs } from "#src/storage/blobs/check.ts";
import type { Simulator } from "#src/tunneling/simulator.ts";
import retort from "../../package.json" with { type: "json" };
import { type Health, health } from "./answers.ts";
import type { Platform } from "./platform.ts";
import { probe } from "./probe.ts";

/** Whoever asks all the time costs the database one question a second. */
const KEEP_MS = 1000;
/** Looking at the blobs writes one, which a bucket's owner pays for. */
const KEEP_BLOBS_MS = 10_000;

/** What the route looks at. */
export interface HealthSubjects {
  readonly simulator: Simulator;
  /** Simulations that may run at once. */
  readonly limit: number;
  readonly platform: Platform | undefined;
}

/** Adds the route. It answers 503 when something is away that the server cannot do without. */
export function healthRoute(
  app: FastifyInstance,
  { simulator, limit, platform }: HealthSubjects,
): void {
  const look = platform === undefined ? async () => ({}) : lookAt(platform);
  app.withTypeProvider<ZodTypeProvider>().get(
    "/health",
    {
      config: { unlimited: true },
      schema: {
        tags: ["server"],
        summary: "Health",
        response: { 200: health, 503: health },
      },
    },
    async (_request, reply) => {
      const found: Pick<Health, "database" | "blobs" | "queue"> = await look();
      const isFailing = [found.database, found.blobs].some((part) => part?.status === "away");
      return reply.code(isFailing ? 503 : 200).send({
        status: isFailing ? "failing" : "ok",
        version: retort.version,
        uptime: process.uptime(),
        ...found,
        engines: { tunneling: { threads: simulator.threads, running: simulator.running, limit } },
      });
    },
  );
}

function lookAt({ database, blobs, jobs }: Platform) {
  const lookAtDatabase = probe(() => database.query("select 1"), KEEP_MS);
  const lookAtBlobs = probe((signal) => checkBlobs(blobs, { signal }), KEEP_BLOBS_MS);
  const lookAtQueue = probe(() => jobs.queueDepth(), KEEP_MS);
  return async () => {
    const [data, files, queue] = await Promise.all([
      lookAtDatabase(),
      lookAtBlobs(),
      lookAtQueue(),
    ]);
    return {
      database: {
        status: data.isThere ? ("ok" as const) : ("away" as const),
        kind: database.kind,
        latency_ms: data.isThere ? Math.round(data.milliseconds * 10) / 10 : null,
      },
      blobs: { status: files.isThere ? ("ok" as const) : ("away" as const), kind: blobs.kind },
      queue: queue.isThere ? queue.value : null,
    };
  };
}
