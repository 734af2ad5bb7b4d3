/** One after the other: who asks a public server for much asks for one thing at a time. */

/** Does work when all that came before it has ended. */
export type InTurn = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** Makes a queue. A signal ends the wait for a turn with its reason; during it the work must see to it. */
export function createTurns(): InTurn {
  let last = Promise.resolve();
  return async (work, signal) => {
    const before = last;
    const own = Promise.withResolvers<void>();
    last = before.then(() => own.promise);
    try {
      await orAborted(before, signal);
      return await work();
    } finally {
      own.resolve();
    }
  };
}

async function orAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
