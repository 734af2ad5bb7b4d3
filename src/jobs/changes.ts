/**
 * That jobs changed: one listener for all who wait in this process. A notification is a hint, and
 * carries only whose job it is; what changed, everybody reads for themselves under their policies.
 */
import type { Database } from "#src/storage/database.ts";

/** Hints are looked up without having come, this often in milliseconds: one may be lost. */
const UNHEARD_MS = 15_000;

/** What was heard since the last time; nothing, if it was quiet for 15 s. */
export interface Heard {
  /** Jobs that changed. */
  readonly jobs: readonly string[];
  /** Whether others may have changed, too, while nobody could listen. */
  readonly mayHaveMissed: boolean;
}

/** Somebody who waits for changes. They are not told what was before they began. */
export interface Watch extends Disposable {
  /** Resolves when there is something to hear. */
  next(): Promise<Heard>;
  /** Waits no more: `next` resolves at once. */
  [Symbol.dispose](): void;
}

/** Changes of jobs. */
export interface Changes {
  /** Watches one job. */
  ofJob(job: string): Watch;
  /** Watches all jobs of a user. */
  ofOwner(owner: string): Watch;
  close(): Promise<void>;
}

interface Watcher {
  hear(job: string | undefined): void;
}

/** Begins to listen. */
export async function openChanges(database: Database): Promise<Changes> {
  const watchers = new Map<string, Set<Watcher>>();

  function watch(key: string): Watch {
    const heard = new Set<string>();
    let mayHaveMissed = false;
    let isClosed = false;
    let wake = () => {};
    const watcher: Watcher = {
      hear(job) {
        if (job === undefined) mayHaveMissed = true;
        else heard.add(job);
        wake();
      },
    };
    const those = watchers.get(key) ?? new Set();
    watchers.set(key, those.add(watcher));
    return {
      async next() {
        if (heard.size === 0 && !mayHaveMissed && !isClosed) {
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, UNHEARD_MS);
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
          });
        }
        const news = { jobs: [...heard], mayHaveMissed };
        heard.clear();
        mayHaveMissed = false;
        return news;
      },
      [Symbol.dispose]() {
        isClosed = true;
        those.delete(watcher);
        if (those.size === 0 && watchers.get(key) === those) watchers.delete(key);
        wake();
      },
    };
  }

  const listening = await database.listen(
    "retort_jobs",
    (payload) => {
      const [owner, job] = payload.split(" ") as [string, string];
      for (const key of [owner, job])
        for (const watcher of watchers.get(key) ?? []) watcher.hear(job);
    },
    () => {
      for (const those of watchers.values()) for (const watcher of those) watcher.hear(undefined);
    },
  );
  return { ofJob: watch, ofOwner: watch, close: () => listening.close() };
}
