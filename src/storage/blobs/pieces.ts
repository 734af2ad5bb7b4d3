/** Bytes on their way into a store: cut into pieces, counted and digested, gathered into parts. */
import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Bytes, WrittenBlob } from "./blobs.ts";

/**
 * The most bytes of a piece, and about as many pass before the event loop has its turn: to digest and
 * copy them takes a millisecond or two.
 */
const PIECE = 2 ** 20;

/**
 * Cuts bytes into pieces. Each is good until the next is asked for. Throws the signal's reason as soon
 * as it is aborted, even if no byte comes.
 */
export async function* piecesOf(
  bytes: Bytes,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, void> {
  let sinceTurn = 0;
  for await (const chunk of chunksOf(bytes, signal)) {
    for (let start = 0; start < chunk.length; start += PIECE) {
      signal?.throwIfAborted();
      const piece = chunk.subarray(start, start + PIECE);
      sinceTurn += piece.length;
      yield piece;
      if (sinceTurn < PIECE) continue;
      sinceTurn = 0;
      await setImmediate();
    }
  }
  signal?.throwIfAborted();
}

/** Counts and digests the pieces of a blob. */
export class Tally {
  readonly #digest = createHash("sha256");
  #size = 0;

  /** Takes the next piece into account. */
  take(piece: Uint8Array): void {
    this.#digest.update(piece);
    this.#size += piece.length;
  }

  /** What was taken. */
  written(): WrittenBlob {
    return { size: this.#size, sha256: this.#digest.copy().digest("hex") };
  }
}

/**
 * Gathers pieces into parts of the same size; the last may be smaller. There is always at least one,
 * be it empty. Each is a buffer of its own.
 * @param tally takes every piece
 */
export async function* inParts(
  pieces: AsyncIterable<Uint8Array>,
  partSize: number,
  tally: Tally,
): AsyncGenerator<Uint8Array> {
  let part = Buffer.allocUnsafe(partSize);
  let filled = 0;
  let parts = 0;
  for await (const piece of pieces) {
    tally.take(piece);
    for (let start = 0; start < piece.length; ) {
      const taken = Math.min(piece.length - start, partSize - filled);
      part.set(piece.subarray(start, start + taken), filled);
      start += taken;
      filled += taken;
      if (filled === partSize) {
        yield part;
        parts++;
        part = Buffer.allocUnsafe(partSize);
        filled = 0;
      }
    }
  }
  if (filled > 0 || parts === 0) yield part.subarray(0, filled);
}

async function* chunksOf(bytes: Bytes, signal: AbortSignal | undefined) {
  if (bytes instanceof Uint8Array) {
    yield bytes;
    return;
  }
  const iterator = bytes[Symbol.asyncIterator]();
  let ended = false;
  try {
    for (;;) {
      const next = await unlessAborted(iterator.next(), signal);
      if (next.done) {
        ended = true;
        return;
      }
      yield next.value;
    }
  } finally {
    // Not waited for: a generator that hangs is closed only when it goes on, which may be never.
    if (!ended) iterator.return?.()?.catch(() => {});
  }
}

/** What a promise gives, or the signal's reason if that comes first. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
