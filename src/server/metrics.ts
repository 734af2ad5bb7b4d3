/** `GET /metrics`: how much the server does and how fast, for Prometheus. */
import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Platform } from "./platform.ts";
import { probe } from "./probe.ts";

/** Seconds at which the times of answers are told apart: a small question to a long stream. */
const BUCKETS_S = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60];

/** How long a depth of the queue is good for, in milliseconds. */
const KEEP_MS = 1000;

/** Measures every request to the routes registered later, and adds the route that tells. */
export function measureRequests(app: FastifyInstance, platform: Platform | undefined): void {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time from a request to the end of its answer.",
    labelNames: ["method", "route", "status"] as const,
    buckets: BUCKETS_S,
    registers,
  });
  const underWay = new Gauge({
    name: "http_requests_in_flight",
    help: "Requests whose answers have not ended.",
    registers,
  });
  if (platform !== undefined) countJobs(platform, registry);

  app.addHook("onRequest", async ({ method, routeOptions }, { raw }) => {
    const stop = durations.startTimer({ method, route: routeOptions.url ?? "none" });
    underWay.inc();
    // Every answer closes; one whose reader left does not finish.
    raw.once("close", () => {
      underWay.dec();
      stop({ status: raw.writableFinished ? `${Math.floor(raw.statusCode / 100)}xx` : "left" });
    });
  });
  app.get(
    "/metrics",
    {
      config: { unlimited: true },
      schema: { tags: ["server"], summary: "Metrics", description: "Prometheus' text format." },
    },
    async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  );
}

function countJobs({ jobs, onEnded }: Platform, registry: Registry): void {
  const registers = [registry];
  const ended = new Counter({
    name: "retort_jobs_ended_total",
    help: "Jobs that ended in this process, by kind and final state.",
    labelNames: ["kind", "state"] as const,
    registers,
  });
  onEnded((kind, state) => ended.inc({ kind, state }));
  const look = probe(() => jobs.queueDepth(), KEEP_MS);
  new Gauge({
    name: "retort_jobs",
    help: "Jobs of everybody that have not ended, by state.",
    labelNames: ["state"] as const,
    registers,
    async collect() {
      const found = await look();
      // Without a database there are no values, rather than wrong ones.
      this.reset();
      if (!found.isThere) return;
      this.set({ state: "queued" }, found.value.queued);
      this.set({ state: "running" }, found.value.running);
    },
  });
}
