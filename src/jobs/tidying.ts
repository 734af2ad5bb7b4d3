/** What is put in order in the background, now and every hour. */
import { setTimeout as sleep } from "node:timers/promises";
import { BlobsAwayError } from "#src/storage/blobs/blobs.ts";
import { DatabaseAwayError } from "#src/storage/failure.ts";
import type { JobLog } from "./log.ts";

/** Time between the end of one round and the next, in milliseconds. */
const PAUSE_MS = 3_600_000;

/** Something that is put in order now and then. */
export interface Tidying {
  /** Does no more, once the statement under way is done. */
  close(): Promise<void>;
}

/** What is to be done. */
export interface TidyingOptions {
  /** One round, which the signal stops; how many things were put in order. */
  readonly tidy: (signal: AbortSignal) => Promise<number>;
  /** What these are, in the log. */
  readonly things: string;
  /** What the log says of a round that found any. */
  readonly done: string;
  /** What it says of one that failed. */
  readonly failed: string;
  readonly log: JobLog;
}

/** Starts at once, and goes on every hour whatever becomes of a round. */
export function startTidying({ tidy, things, done, failed, log }: TidyingOptions): Tidying {
  const closing = new AbortController();
  const { signal } = closing;
  const closed = (async () => {
    while (!signal.aborted) {
      try {
        const count = await tidy(signal);
        if (count > 0) log.info({ [things]: count }, done);
      } catch (error) {
        // Within the hour nothing is too late, and who needs what is away says so.
        const isAway = error instanceof DatabaseAwayError || error instanceof BlobsAwayError;
        if (!isAway && !signal.aborted) log.error({ err: error }, failed);
      }
      await sleep(PAUSE_MS, undefined, { signal, ref: false }).catch(() => {});
    }
  })();
  return {
    close() {
      closing.abort();
      return closed;
    },
  };
}
