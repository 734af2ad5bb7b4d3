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
import { createPlaces, type Places } from "./places.ts";

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
const POLL_MS = 2000;
/** The same where nothing can be listened to. */
const POLL_DEAF_MS = 500;
/** What is quick is brought before all else: priorities that are asked for end at 100. */
const QUICK_PRIORITY = 1000;
/** A place is woken when there is something to look for; left alone, it looks this often. */
const ALONE_SECONDS = 3600;

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
  /** Whether it is brought before all that are not, and has a place of its own. Default: no. */
  readonly isQuick?: boolean;
  /** Seconds to wait before it is brought. Default 0. */
  readonly delay?: number;
}

/** How many jobs of a kind are worked on at once. */
export interface Concurrency {
  /** Of all of them. */
  readonly concurrency: number;
  /** Whether there is one place more, for quick ones alone. */
  readonly hasQuick: boolean;
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
  receive(kind: string, concurrency: Concurrency, receive: Receive): Promise<void>;
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
  const places = createPlaces();
  const connection = connect(database, places, log);
  const boss = new PgBoss({
    db: connection,
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
  const polling = setInterval(places.wakeEach, connection.isListening() ? POLL_MS : POLL_DEAF_MS);

  return {
    async deliver(session, { kind, job, priority, isQuick = false, delay = 0 }) {
      const delivery = randomUUID();
      await boss.send(
        kind,
        { job },
        {
          ...lasting,
          id: delivery,
          priority: isQuick ? QUICK_PRIORITY + priority : priority,
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
    async receive(kind, { concurrency, hasQuick }, receive) {
      const addPlace = async (name: string, only: { minPriority?: number }) => {
        let worker = "";
        const place = places.add(name, () => boss.notifyWorker(worker));
        worker = await boss.work<{ job: string }>(
          kind,
          { pollingIntervalSeconds: ALONE_SECONDS, heartbeatRefreshSeconds: BEAT_SECONDS, ...only },
          ([delivery]) => place.work(() => receive(delivery!.data.job, delivery!.id)),
        );
      };
      for (let count = 0; count < concurrency; count++) await addPlace(kind, {});
      if (hasQuick) await addPlace(quickOf(kind), { minPriority: QUICK_PRIORITY - 100 });
    },
    rest() {
      for (const kind of kinds) boss.offWork(kind, { wait: false }).catch(() => {});
    },
    async close() {
      clearInterval(polling);
      await Promise.all(kinds.map((kind) => boss.offWork(kind)));
      await boss.stop({ graceful: false });
    },
  };
}

/** The database for pg-boss. */
interface Connection extends Db {
  /** Whether what is delivered is heard of. */
  isListening(): boolean;
}

/**
 * That it is away is logged once, however often it is asked meanwhile. Whoever hears of a delivery
 * wakes one place; pg-boss itself would wake them all.
 */
function connect(database: Database, places: Places, log: JobLog): Connection {
  let isAway = false;
  let isListening = false;
  return {
    isListening: () => isListening,
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
    async listen(channel) {
      const wake = (kind: string) => {
        places.wake(kind);
        places.wake(quickOf(kind));
      };
      const listening = await database.listen(channel, wake, places.wakeEach);
      isListening = true;
      return listening;
    },
  };
}

/** What the place of a kind's quick jobs is called: one that is woken for others finds nothing. */
function quickOf(kind: string): string {
  return `${kind}, quick`;
}

function ask(database: Database, text: string, values: unknown[] = []): Promise<Answered<object>> {
  if (values.length > 0) return database.query(text, values);
  // Some texts hold a transaction of their own. If one fails inside it, its connection must not be
  // given back as it is: the transaction around it is rolled back.
  if (/^\s*begin\b/i.test(text)) return database.transaction((session) => session.query(text));
  return database.query(text);
}
