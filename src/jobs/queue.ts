/**
 * pg-boss, which brings jobs to workers. It knows a job only by a delivery, which says where to look:
 * the row in `public.jobs` decides everything, and a delivery that is not the row's own is nothing.
 */
import { randomUUID } from "node:crypto";
import { type Db, PgBoss } from "pg-boss";
import type { Answered, Database, Session } from "#src/storage/database.ts";
import { DatabaseAwayError } from "#src/storage/failure.ts";
import { asQueueDatabase, queueSchema } from "#src/storage/queue-schema.ts";
import type { JobLog } from "./log.ts";

/**
 * A worker that is silent for this long is dead. It outlasts a database that is away for ten seconds
 * and two signs of life that are late.
 */
const DEATH_SECONDS = 20;
/** Time between two signs of life. */
const BEAT_SECONDS = 3;
/** Deaths are looked for this often; PGlite has one process, which is there or not. */
const SUPERVISE_SECONDS = { postgres: 2, pglite: 60 };
/** What nobody was told of, because a notification was lost or it was put off, is found this soon. */
const POLL_SECONDS = 2;
/** The same where nothing can be listened to. */
const POLL_DEAF_SECONDS = 0.5;

/** The row says how often and how long something is tried; a delivery only has to outlast it. */
const lasting = {
  retryLimit: 1_000_000,
  retryDelay: 1,
  expireInSeconds: 24 * 3600,
  retentionSeconds: 365 * 24 * 3600,
  // Its only use is over; many of them would slow the search for the next.
  deleteAfterSeconds: 30,
} as const;

/** Something to bring to a worker. */
export interface Parcel {
  readonly kind: string;
  /** The job. */
  readonly job: string;
  /** −100 … 100; the highest is brought first. */
  readonly priority: number;
  /** Seconds to wait before it is brought. Default 0. */
  readonly delay?: number;
}

/** What a worker does with a delivery. An error brings it again, soon. */
export type Receive = (job: string, delivery: string) => Promise<void>;

/** The queue. */
export interface Queue {
  /**
   * Brings a job to a worker once the session's transaction is committed.
   * @returns the delivery, for the row to know
   */
  deliver(session: Session, parcel: Parcel): Promise<string>;
  /** Brings a delivery to nobody any more once the session's transaction is committed. */
  withdraw(session: Session, kind: string, delivery: string): Promise<void>;
  /** Receives jobs of a kind, so many at once. */
  receive(kind: string, concurrency: number, receive: Receive): Promise<void>;
  /** Receives nothing more; what was received already goes on. */
  rest(): void;
  /** Ends everything. */
  close(): Promise<void>;
}

/** How to open a queue. */
export interface QueueOptions {
  readonly database: Database;
  /** Names of all kinds. */
  readonly kinds: readonly string[];
  readonly log: JobLog;
  /** Silence after which a worker is dead, 10 s or more. Default 20. */
  readonly deathSeconds?: number | undefined;
}

/** Opens the queue. */
export async function openQueue({
  database,
  kinds,
  log,
  deathSeconds = DEATH_SECONDS,
}: QueueOptions): Promise<Queue> {
  const boss = new PgBoss({
    db: connect(database, log),
    backend: database.kind,
    schema: queueSchema,
    migrate: false,
    schedule: false,
    reindex: false,
    monitorVacuum: false,
    useListenNotify: true,
    superviseIntervalSeconds: SUPERVISE_SECONDS[database.kind],
    monitorIntervalSeconds: SUPERVISE_SECONDS[database.kind],
    maintenanceIntervalSeconds: lasting.deleteAfterSeconds,
  });
  boss.on("error", (error) => {
    // It may be a copy of the error, without its class.
    if (error.name !== "DatabaseAwayError") log.error({ err: error }, "The queue failed.");
  });
  await boss.start();
  for (const kind of kinds) {
    await boss.createQueue(kind, { notify: true });
    // Looks the queue up, which is then known. Inside somebody's transaction it could not be looked
    // up: PGlite has one connection.
    await boss.findJobs(kind, { id: randomUUID() });
  }

  return {
    async deliver(session, { kind, job, priority, delay = 0 }) {
      const delivery = randomUUID();
      await boss.send(
        kind,
        { job },
        {
          ...lasting,
          id: delivery,
          priority,
          heartbeatSeconds: deathSeconds,
          ...(delay > 0 && { startAfter: new Date(Date.now() + delay * 1000) }),
          db: asQueueDatabase(session),
        },
      );
      return delivery;
    },
    async withdraw(session, kind, delivery) {
      // A kind that the program has no more has no queue, and nobody looks for its deliveries.
      if (!kinds.includes(kind)) return;
      await boss.cancel(kind, delivery, { db: asQueueDatabase(session) });
    },
    async receive(kind, concurrency, receive) {
      for (let place = 0; place < concurrency; place++) {
        const worker = await boss.work<{ job: string }>(
          kind,
          {
            pollingIntervalSeconds: POLL_DEAF_SECONDS,
            notifyPollingIntervalSeconds: POLL_SECONDS,
            heartbeatRefreshSeconds: BEAT_SECONDS,
          },
          async ([delivery]) => {
            try {
              await receive(delivery!.data.job, delivery!.id);
            } finally {
              // Whoever had something looks for more at once.
              boss.notifyWorker(worker);
            }
          },
        );
      }
    },
    rest() {
      for (const kind of kinds) boss.offWork(kind, { wait: false }).catch(() => {});
    },
    async close() {
      await Promise.all(kinds.map((kind) => boss.offWork(kind)));
      await boss.stop({ graceful: false });
    },
  };
}

/** The database for pg-boss. That it is away is logged once, however often it is asked meanwhile. */
function connect(database: Database, log: JobLog): Db {
  let isAway = false;
  return {
    async executeSql(text, values) {
      try {
        const answered = await ask(database, text, values);
        isAway = false;
        return answered;
      } catch (error) {
        if (error instanceof DatabaseAwayError && !isAway) {
          isAway = true;
          log.warn({ err: error }, "The queue cannot reach the database, and goes on trying.");
        }
        throw error;
      }
    },
    listen: (channel, heard, resumed) => database.listen(channel, heard, resumed),
  };
}

function ask(database: Database, text: string, values: unknown[] = []): Promise<Answered<object>> {
  if (values.length > 0) return database.query(text, values);
  // Some texts hold a transaction of their own. If one fails inside it, its connection must not be
  // given back as it is: the transaction around it is rolled back.
  if (/^\s*begin\b/i.test(text)) return database.transaction((session) => session.query(text));
  return database.query(text);
}
