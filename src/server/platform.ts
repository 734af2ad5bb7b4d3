/** What a server stands on: the database, the files, the jobs. */
import type { FastifyBaseLogger } from "fastify";
import { removeStrays } from "#src/impedance/sweeping/strays.ts";
import { createSweeper } from "#src/impedance/sweeping/sweeper.ts";
import { sweeping } from "#src/impedance/sweeping/sweeping.ts";
import { counting } from "#src/jobs/counting.ts";
import { type Jobs, openJobs } from "#src/jobs/jobs.ts";
import type { Kind } from "#src/jobs/kind.ts";
import { startOrphanRemoval } from "#src/jobs/orphans.ts";
import { type Affinity, openAffinity } from "./affinity.ts";
import type { Config } from "./config.ts";
import { createLog } from "./log.ts";
import { openStorage, type Storage } from "./storage.ts";

/** Running jobs have this long to finish when a process is told to stop; then they are handed back. */
const GRACE_SECONDS = 5;

/** Told of a job that ended. */
export type Ended = (kind: string, state: "completed" | "failed" | "cancelled") => void;

/** A server that only answers from memory, for a single command, stands on nothing. */
export interface Platform extends Storage {
  readonly jobs: Jobs;
  /** The kind of job that sweeps. */
  readonly sweeping: Kind;
  /** The affinity instrument. */
  readonly affinity: Affinity;
  readonly log: FastifyBaseLogger;
  /** Calls `heard` for every job that ends in this process from now on. */
  onEnded(heard: Ended): void;
  /** Hands running jobs back after 5 s, and closes everything. */
  close(): Promise<void>;
}

/** How to open it. */
export interface PlatformOptions {
  /** Whether this process works on jobs. */
  readonly isWorker: boolean;
  /** Told what is being done, and what is in use. */
  readonly progress?: (step: string) => void;
}

/**
 * Opens everything that the configuration names.
 * @throws whatever `openStorage` throws
 */
export async function openPlatform(
  config: Config,
  { isWorker, progress = () => {} }: PlatformOptions,
): Promise<Platform> {
  const log = createLog(config);
  const storage = await openStorage(config, { progress });
  const { database, blobs } = storage;
  const listeners = new Set<Ended>();
  const sweeper = createSweeper(config.WORKERS);
  const limits = { points: config.LIMIT_SWEEP_POINTS };
  const sweep = sweeping({ database, blobs, sweeper, limits });
  const affinity = openAffinity(config, { ...storage, log, isWorker });
  try {
    if (isWorker) await removeStrays(database, blobs);
    const jobs = await openJobs({
      database,
      kinds: [counting, sweep, affinity.predicting, affinity.screening],
      worker: isWorker,
      log,
      queueLimit: config.LIMIT_QUEUED_JOBS,
      keepDays: config.LIMIT_JOB_DAYS,
      ended: (kind, state) => {
        for (const heard of listeners) heard(kind, state);
      },
    });
    const orphanRemoval = isWorker ? startOrphanRemoval({ database, blobs, log }) : undefined;
    progress(`Database: ${database.description}`);
    progress(`Files: ${blobs.description}`);
    progress(`Jobs: ${isWorker ? kindsOf(jobs) : "worked on elsewhere, by `retort worker`"}`);
    progress(`Affinity: ${affinity.description}`);
    void affinity.found.then((found) => found && progress(`Affinity: ${found}`));
    return {
      ...storage,
      jobs,
      sweeping: sweep,
      affinity,
      log,
      onEnded: (heard) => void listeners.add(heard),
      async close() {
        await jobs.close({ graceSeconds: GRACE_SECONDS });
        await orphanRemoval?.close();
        await affinity.close();
        await database.close();
      },
    };
  } catch (error) {
    await affinity.close();
    await database.close();
    throw error;
  }
}

function kindsOf({ kinds }: Jobs): string {
  return kinds.map(({ kind, concurrency }) => `${kind} (${concurrency} at once)`).join(", ");
}
