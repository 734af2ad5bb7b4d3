/** `GET /health`: whether the server works, and with what. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { presenceOf } from "#src/affinity/boltz/presence.ts";
import { checkBlobs } from "#src/storage/blobs/check.ts";
import type { Simulator } from "#src/tunneling/simulator.ts";
import retort from "../../package.json" with { type: "json" };
import { type BoltzHealth, type Health, health } from "./answers.ts";
import { boltzHealth, unknownBoltz } from "./boltz-health.ts";
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

type Found = Pick<Health, "database" | "blobs" | "queue"> & Partial<BoltzHealth>;

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
      const found: Found = await look();
      const isFailing = [found.database, found.blobs].some((part) => part?.status === "away");
      const isDegraded = isFailing || found.boltz_available === false;
      return reply.code(isFailing ? 503 : 200).send({
        status: isDegraded ? "degraded" : "healthy",
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
  const lookAtBoltz = probe(() => presenceOf(database), KEEP_MS);
  return async (): Promise<Found> => {
    const [data, files, queue, boltz] = await Promise.all([
      lookAtDatabase(),
      lookAtBlobs(),
      lookAtQueue(),
      lookAtBoltz(),
    ]);
    const { notes, ...ofBoltz } = boltz.isThere ? boltzHealth(boltz.value) : unknownBoltz;
    return {
      database: {
        status: data.isThere ? "ok" : "away",
        kind: database.kind,
        latency_ms: data.isThere ? Math.round(data.milliseconds * 10) / 10 : null,
      },
      blobs: { status: files.isThere ? "ok" : "away", kind: blobs.kind },
      queue: queue.isThere ? queue.value : null,
      ...ofBoltz,
      notes: [
        ...(data.isThere ? [] : ["The database is away."]),
        ...(files.isThere ? [] : ["The files are away."]),
        ...notes,
      ],
    };
  };
}
