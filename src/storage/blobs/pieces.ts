/** Bytes on their way into a store: cut into pieces, counted and digested as they pass. */
import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Bytes, WrittenBlob } from "./blobs.ts";

/**
 * The most bytes of a piece, and about as many pass before the event loop has its turn: to digest and
 * copy them takes a millisecond or two.
 */
const PIECE = 2 ** 20;

/** Bytes that pass. */
export interface Passing {
  /** To be read once; throws the signal's reason as soon as it is aborted, even if no byte comes. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** What has passed. Only at the end of `pieces` is it everything. */
  passed(): WrittenBlob;
}

/** Lets bytes pass. */
export function passing(bytes: Bytes, signal: AbortSignal | undefined): Passing {
  const digest = createHash("sha256");
  let size = 0;
  let turnAt = PIECE;
  async function* pieces() {
    for await (const chunk of chunksOf(bytes, signal)) {
      for (let start = 0; start < chunk.length; start += PIECE) {
        signal?.throwIfAborted();
        const piece = chunk.subarray(start, start + PIECE);
        digest.update(piece);
        size += piece.length;
        yield piece;
        if (size < turnAt) continue;
        turnAt = size + PIECE;
        await setImmediate();
      }
    }
    signal?.throwIfAborted();
  }
  return { pieces: pieces(), passed: () => ({ size, sha256: digest.copy().digest("hex") }) };
}

/**
 * Gathers pieces into parts of the same size; the last may be smaller. There is always at least one,
 * be it empty. Each is a buffer of its own.
 */
export async function* inParts(
  pieces: AsyncIterable<Uint8Array>,
  partSize: number,
): AsyncGenerator<Uint8Array> {
  let part = Buffer.allocUnsafe(partSize);
  let filled = 0;
  let parts = 0;
  for await (const piece of pieces) {
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
