/** pg-boss's own schema: its tables, which its maker migrates, and the program's right to use them. */
import { type Db, PgBoss } from "pg-boss";
import retort from "../../package.json" with { type: "json" };
import type { Session } from "./database.ts";

/** The schema of pg-boss's tables. */
export const queueSchema = "pgboss";

/** A session as pg-boss takes a database. */
export function asQueueDatabase(session: Session): Db {
  return { executeSql: (text, values) => session.query(text, values?.length ? values : undefined) };
}

/** What the schema's comment says when its tables are of this version, and the program may use them. */
const ready = `pg-boss ${retort.dependencies["pg-boss"]}, for the role retort`;

/** Whether pg-boss's tables are there, of this version. */
export async function isQueueReady(session: Session): Promise<boolean> {
  const { rows } = await session.query<{ comment: string | null }>(
    "select obj_description(oid, 'pg_namespace') as comment from pg_namespace where nspname = $1",
    [queueSchema],
  );
  return rows[0]?.comment === ready;
}

/**
 * Creates or renews pg-boss's tables.
 * @param session as their owner
 */
export async function migrateQueue(session: Session, kind: "pglite" | "postgres"): Promise<void> {
  const boss = new PgBoss({
    db: asQueueDatabase(session),
    backend: kind,
    schema: queueSchema,
    supervise: false,
    schedule: false,
  });
  boss.on("error", () => {});
  await boss.start();
  await boss.stop({ graceful: false });
  await session.query(`
    grant usage on schema ${queueSchema} to retort;
    grant select, insert, update, delete on all tables in schema ${queueSchema} to retort;
    grant usage on all sequences in schema ${queueSchema} to retort;
    grant execute on all functions in schema ${queueSchema} to retort;
    comment on schema ${queueSchema} is '${ready}'`);
}
