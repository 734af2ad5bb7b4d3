/** The queue and the driver that Retort stands on, used bare: pg-boss as its documentation shows it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { fromPglite, PgBoss } from "pg-boss";
import { countDown } from "./count-down.ts";
import { concurrency, type QueuePlace } from "./places.ts";
import { newServerDatabase } from "./server-database.ts";

/** The bare parts. */
export interface BarePlace extends QueuePlace {
  /** One statement. */
  statement(): Promise<unknown>;
  /** The same in a transaction. */
  transaction(): Promise<unknown>;
}

type Driver = Pick<BarePlace, "statement" | "transaction"> & AsyncDisposable;

/** Opens them on PGlite, or on a new database of a Postgres. */
export async function bareStore(server: string | undefined): Promise<BarePlace> {
  const { boss, driver } = await (server === undefined ? onPglite() : onPostgres(server));
  boss.on("error", console.error);
  await boss.start();
  await boss.createQueue("idle", { notify: true });
  const began = countDown();
  for (let place = 0; place < concurrency; place++) {
    const worker = await boss.work("idle", async () => {
      began.tell();
      // Whoever had something looks for more at once, as ours do; else it waits to be polled.
      boss.notifyWorker(worker);
    });
  }
  return {
    ...driver,
    submit: () => boss.send("idle", {}),
    afterJobs: began.after,
    async [Symbol.asyncDispose]() {
      await boss.stop({ graceful: false });
      await driver[Symbol.asyncDispose]();
    },
  };
}

interface Parts {
  readonly boss: PgBoss;
  readonly driver: Driver;
}

async function onPglite(): Promise<Parts> {
  const dataDir = await mkdtemp(join(tmpdir(), "retort-bench-"));
  const engine = await PGlite.create({ dataDir });
  return {
    boss: new PgBoss({ db: fromPglite(engine), backend: "pglite", useListenNotify: true }),
    driver: {
      statement: () => engine.query("select 1"),
      transaction: () => engine.transaction((inner) => inner.query("select 1")),
      async [Symbol.asyncDispose]() {
        await engine.close();
        await rm(dataDir, { recursive: true, force: true });
      },
    },
  };
}

async function onPostgres(server: string): Promise<Parts> {
  const database = await newServerDatabase(server);
  const pool = new pg.Pool({ connectionString: database.url });
  return {
    boss: new PgBoss({ connectionString: database.url, useListenNotify: true }),
    driver: {
      statement: () => pool.query("select 1"),
      async transaction() {
        const client = await pool.connect();
        await client.query("begin");
        await client.query("select 1");
        await client.query("commit");
        client.release();
      },
      async [Symbol.asyncDispose]() {
        await pool.end();
        await database[Symbol.asyncDispose]();
      },
    },
  };
}
