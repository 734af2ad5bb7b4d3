/**
 * What of Boltz each worker has, told to servers through the database: one without a worker of its own
 * knows by this what it can take.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Database } from "#src/storage/database.ts";
import { DatabaseAwayError } from "#src/storage/failure.ts";
import { lookForBoltz, type WantedAccelerator } from "./looking.ts";
import type { Probe } from "./probe.ts";
import type { Installation } from "./run.ts";
import { lookAtWeights, type Weight } from "./weights.ts";

/** Time between two signs of life, in milliseconds. */
const RENEW_MS = 30_000;
/** A worker that was not seen for so long is gone, in seconds. */
const GONE_SECONDS = 90;
/** Longest of what is said. */
const SAYS_LENGTH = 1000;

/** What a worker has. */
export interface BoltzPresence {
  readonly state: "usable" | "looking" | "unsuitable" | "absent";
  /** As `2.2.1`; null if it is unknown. */
  readonly version: string | null;
  /** What a usable one computes on. */
  readonly accelerator: "gpu" | "cpu" | null;
  /** Whether those of a usable one are there; the first prediction downloads missing ones. */
  readonly weights: Weight["state"] | null;
  /** Why it is not usable, for whoever has the machine; it may name what is on it. */
  readonly says: string;
}

/** How a worker tells what it has. */
export interface PresenceOptions extends Installation {
  readonly database: Database;
  readonly accelerator: WantedAccelerator;
  /** The worker's name, which no other has. */
  readonly worker: string;
  /** Told what is not there, and what goes wrong. */
  readonly log: Readonly<Record<"info" | "warn", (details: object, message: string) => void>>;
  /** Least time from one look for a Boltz that is not there to the next, in milliseconds. Default: 30 s. */
  readonly pauseMs?: number;
}

/** A worker that tells. */
export interface Presence {
  /**
   * What was found of the program when it was looked for last; it is looked for until it can be used.
   * Rejects if nothing was known when it was closed.
   */
  probe(): Promise<Probe>;
  /** Looks no more, and tells that the worker is gone. */
  close(): Promise<void>;
}

/** Begins to look for Boltz, and to tell what is found; neither is waited for. */
export function startPresence(options: PresenceOptions): Presence {
  const { database, accelerator, command, cache, worker, log, pauseMs } = options;
  const closing = new AbortController();
  const { signal } = closing;
  const first = Promise.withResolvers<Probe>();
  let found: Probe | undefined;
  let news = Promise.withResolvers<void>();

  function hear(probe: Probe): void {
    const before = found;
    found = probe;
    first.resolve(probe);
    if (isDeepStrictEqual(probe, before)) return;
    news.resolve();
    news = Promise.withResolvers();
    if (probe.state !== "usable") {
      // Who has no Boltz may want none; one that is there and does not work is a fault.
      const level = probe.state === "absent" ? "info" : "warn";
      log[level]({ boltz: probe.state, says: probe.says }, "No Boltz that can be used.");
    } else if (before !== undefined) {
      log.info({ boltz: probe.version }, "Boltz is here now, and is used.");
    }
  }

  const looked = lookForBoltz({ command, accelerator, signal, pauseMs, found: hear });
  // Only the closing ends it early.
  const over = looked.catch((error: unknown) => first.reject(error));
  first.promise.catch(() => {});

  const renewed = (async () => {
    while (!signal.aborted) {
      // What is found while this is written is told right after it.
      const { promise: more } = news;
      try {
        await renew(database, worker, await presenceBy(found, { accelerator, cache }));
      } catch (error) {
        if (!(error instanceof DatabaseAwayError)) {
          log.warn({ err: error }, "What of Boltz is here could not be told.");
        }
      }
      const pause = sleep(RENEW_MS, undefined, { signal, ref: false }).catch(() => {});
      await Promise.race([pause, more]);
    }
  })();

  return {
    probe: async () => found ?? first.promise,
    async close() {
      closing.abort();
      await Promise.all([renewed, over]);
      // Should the database be away, the row is soon too old.
      await database
        .query("delete from public.boltz_workers where worker = $1", [worker])
        .catch(() => {});
    },
  };
}

/** What a worker has by what was found; undefined while it is looked for. */
export async function presenceBy(
  probe: Probe | undefined,
  { accelerator, cache }: Pick<PresenceOptions, "accelerator" | "cache">,
): Promise<BoltzPresence> {
  const nothing = { version: null, accelerator: null, weights: null, says: "" };
  if (probe === undefined) return { state: "looking", ...nothing };
  if (probe.state !== "usable") return { ...nothing, ...probe };
  const { version = null, gpus = [] } = probe;
  const isOnGpu = accelerator === "gpu" || (accelerator === "auto" && gpus.length > 0);
  const weights = worst(await lookAtWeights(cache));
  return { state: "usable", version, accelerator: isOnGpu ? "gpu" : "cpu", weights, says: "" };
}

/** The best that any worker has; undefined if none was seen for 90 s. */
export async function presenceOf(database: Database): Promise<BoltzPresence | undefined> {
  const { rows } = await database.query<BoltzPresence>(
    `select state, version, accelerator, weights, says from public.boltz_workers
     where seen_at > now() - ${GONE_SECONDS} * interval '1 second'
     order by array_position(array['usable', 'looking', 'unsuitable', 'absent'], state),
       array_position(array['gpu', 'cpu'], accelerator),
       array_position(array['whole', 'missing', 'cut_short'], weights), worker
     limit 1`,
  );
  return rows[0];
}

/** Cut short is worse than missing: what is missing can be downloaded. */
function worst(weights: readonly Weight[]): Weight["state"] {
  const states = new Set(weights.map(({ state }) => state));
  return (["cut_short", "missing"] as const).find((state) => states.has(state)) ?? "whole";
}

async function renew(
  database: Database,
  worker: string,
  { state, version, accelerator, weights, says }: BoltzPresence,
): Promise<void> {
  await database.query(
    `insert into public.boltz_workers (worker, state, version, accelerator, weights, says)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (worker) do update set state = excluded.state, version = excluded.version,
       accelerator = excluded.accelerator, weights = excluded.weights, says = excluded.says,
       seen_at = now()`,
    [worker, state, version, accelerator, weights, says.replaceAll("\0", "").slice(0, SAYS_LENGTH)],
  );
  await database.query(
    `delete from public.boltz_workers
     where seen_at <= now() - ${GONE_SECONDS} * interval '1 second'`,
  );
}
