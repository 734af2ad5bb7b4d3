/** Work that is asked for faster than it can be done. */

/** Does one piece at a time. `isNewest` tells whether another one waits by now. */
export type Work<T> = (item: T, isNewest: () => boolean) => Promise<void>;

/** Hands items to `work`, which takes one at a time, and of those that come meanwhile the newest only. */
export function newestOnly<T>(work: Work<T>): (item: T) => void {
  let waiting: { readonly item: T } | undefined;
  let isBusy = false;
  const takeAll = async () => {
    isBusy = true;
    try {
      while (waiting !== undefined) {
        const { item } = waiting;
        waiting = undefined;
        await work(item, () => waiting === undefined);
      }
    } finally {
      isBusy = false;
    }
  };
  return (item) => {
    waiting = { item };
    if (!isBusy) void takeAll();
  };
}
