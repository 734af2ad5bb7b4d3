/** Waiting for a database that is away. */
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseAwayError } from "#src/storage/failure.ts";

/** Pauses between two tries, in milliseconds: short at first, for a connection that was merely cut. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1000;

/**
 * Does something with the database as soon as it is there. What was asked may have been done although
 * the connection was lost before the answer: `work` must bear to be done twice.
 * @param signal gives up, and throws the error of the last try
 */
export async function untilReached<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DatabaseAwayError) || signal?.aborted) throw error;
    }
    await sleep(pause, undefined, { signal }).catch(() => {});
  }
}
