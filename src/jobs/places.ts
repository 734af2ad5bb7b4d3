/**
 * The places of a process where jobs are worked on: which of them looks into the queue, and when. Each
 * look is a question to the database, so one looks at a time, and goes on to wake another only if it
 * found something.
 */

/** Places of several kinds. */
export interface Places {
  /**
   * A new place, which is idle.
   * @param look makes it look into the queue; without effect while it works
   */
  add(kind: string, look: () => void): Place;
  /** One idle place of a kind looks, if there is any. */
  wake(kind: string): void;
  /** One idle place of every kind looks. */
  wakeEach(): void;
}

/** Where one job is worked on at a time. */
export interface Place {
  /** Works on what was found here; another looks for more at once, and this one when it is done. */
  work(work: () => Promise<void>): Promise<void>;
}

/** No places yet. */
export function createPlaces(): Places {
  const idle = new Map<string, Set<() => void>>();

  const wake = (kind: string) => {
    const looks = idle.get(kind);
    const [look] = looks ?? [];
    if (looks === undefined || look === undefined) return;
    // Next time it is another's turn: this one may wait for a connection that is lost.
    looks.delete(look);
    looks.add(look);
    look();
  };

  return {
    add(kind, look) {
      const looks = idle.get(kind) ?? new Set();
      idle.set(kind, looks.add(look));
      return {
        async work(work) {
          looks.delete(look);
          wake(kind);
          try {
            await work();
          } finally {
            looks.add(look);
            look();
          }
        },
      };
    },
    wake,
    wakeEach() {
      for (const kind of idle.keys()) wake(kind);
    },
  };
}
