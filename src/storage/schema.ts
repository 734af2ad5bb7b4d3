/** The whole schema: ours by its migrations, and pg-boss's own. */
import type { Session } from "./database.ts";
import { migrate, pendingMigrations, readMigrations, whileAlone } from "./migrations.ts";
import { isQueueReady, migrateQueue } from "./queue-schema.ts";

/** Told what is being done, in a few words; it may take seconds. */
export type Progress = (step: string) => void;

/**
 * Brings the schema up to date. One that is needs no rights to change it.
 * @param session as the owner of what is there and will be
 * @returns versions of the migrations that were applied
 * @throws SchemaError as `migrate` does
 */
export async function bringUpToDate(
  session: Session,
  kind: "pglite" | "postgres",
  progress: Progress = () => {},
): Promise<string[]> {
  const migrations = await readMigrations();
  const pending = await pendingMigrations(session, migrations);
  if (pending.length === 0 && (await isQueueReady(session))) return [];
  return whileAlone(session, async () => {
    const applied = await migrate(session, migrations, ({ version, name }) =>
      progress(`Applying migration ${version}_${name}`),
    );
    if (!(await isQueueReady(session))) {
      progress("Creating the queue's tables");
      await migrateQueue(session, kind);
    }
    return applied;
  });
}
