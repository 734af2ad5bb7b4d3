/** `GET /health`: whether the server works, and with what. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import type { Simulator } from "#src/tunneling/simulator.ts";
import retort from "../../package.json" with { type: "json" };

const health = z.object({
  status: z.literal("ok"),
  version: z.string(),
  uptime: z.number().describe("Seconds since the server started"),
  engines: z.object({
    tunneling: z.object({
      threads: z.int().describe("Threads that compute"),
      running: z.int().describe("Simulations running now"),
      limit: z.int().describe("Simulations that may run at once"),
    }),
  }),
});

/** Adds the route. */
export function healthRoute(
  app: FastifyInstance,
  { simulator, limit }: { simulator: Simulator; limit: number },
): void {
  app
    .withTypeProvider<ZodTypeProvider>()
    .get(
      "/health",
      { schema: { tags: ["server"], summary: "Health", response: { 200: health } } },
      () => ({
        status: "ok" as const,
        version: retort.version,
        uptime: process.uptime(),
        engines: {
          tunneling: { threads: simulator.threads, running: simulator.running, limit },
        },
      }),
    );
}
