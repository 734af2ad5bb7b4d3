/** Jobs that no delivery would bring to a worker any more: looked for when a worker starts. */
import type { Database } from "#src/storage/database.ts";
import { queueSchema } from "#src/storage/queue-schema.ts";
import type { Queue } from "./queue.ts";

/** What is found again, and how. */
export interface RecoveryOptions {
  /** Names of the kinds. */
  readonly kinds: readonly string[];
  /**
   * Whether no other process can have the database, so that every job that is running is a dead
   * worker's, and so is every delivery that was received. Otherwise the queue finds those out by
   * their silence.
   */
  readonly isAlone: boolean;
}

/**
 * Brings lost jobs to workers again. Whoever takes one that is still running counts the death.
 * @returns how many there were
 */
export function recover(
  database: Database,
  queue: Queue,
  { kinds, isAlone }: RecoveryOptions,
): Promise<number> {
  return database.transaction(async (session) => {
    const { rows: lost } = await session.query<{ id: string; kind: string; priority: number }>(
      `select id, kind, priority from public.jobs
       where state in ('queued', 'running') and kind = any($1)
         and ($2 and state = 'running' or not exists (
           select from ${queueSchema}.job as brought
           where brought.name = jobs.kind and brought.id = jobs.delivery
             and (brought.state in ('created', 'retry') or brought.state = 'active' and not $2)))
       for update skip locked`,
      [kinds, isAlone],
    );
    for (const { id, kind, priority } of lost) {
      const delivery = await queue.deliver(session, { kind, job: id, priority });
      await session.query("update public.jobs set delivery = $2 where id = $1", [id, delivery]);
    }
    return lost.length;
  });
}
