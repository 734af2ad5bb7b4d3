/** That what belongs to a job is written only by the attempt that holds it. */
import type { Database, Session } from "#src/storage/database.ts";
import type { Attempt } from "./kind.ts";
import { untilReached } from "./patience.ts";

/** The attempt, as it is known to those who write. */
export type Holder = Pick<Attempt<never>, "job" | "attempt" | "signal">;

/**
 * Writes in a transaction during which the job stays this attempt's. A database that is away is waited
 * for; `write` must bear to be done twice.
 * @throws the signal's reason when the job is no longer this attempt's, and nothing was written
 */
export async function whileHeld(
  database: Database,
  { job, attempt, signal }: Holder,
  write: (session: Session) => Promise<void>,
): Promise<void> {
  const isHeld = await untilReached(
    () =>
      database.transaction(async (session) => {
        const { rows } = await session.query(
          `select from public.jobs where id = $1 and attempt = $2 and state = 'running' for share`,
          [job, attempt],
        );
        if (rows.length === 0) return false;
        await write(session);
        return true;
      }),
    signal,
  );
  if (isHeld) return;
  // Whoever watches the job finds the same within the second, and says why.
  if (!signal.aborted) {
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  }
  signal.throwIfAborted();
}
