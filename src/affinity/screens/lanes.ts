/** Several things at once, as many as there are lanes. */

/**
 * Does something with every item, in as many lanes: each takes the next item when it is done with one.
 * The first error tells the others to stop, and is thrown when all have.
 * @param signal tells all to stop
 */
export async function inLanes<Item>(
  items: AsyncGenerator<Item, void, void>,
  lanes: number,
  signal: AbortSignal,
  work: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failing = new AbortController();
  const either = AbortSignal.any([signal, failing.signal]);
  const lane = async () => {
    try {
      for (;;) {
        either.throwIfAborted();
        const next = await items.next();
        if (next.done) return;
        await work(next.value, either);
      }
    } catch (error) {
      failing.abort(error);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  either.throwIfAborted();
}
