/** DEFLATE (RFC 1951), as it comes, by what every platform has for it. */
import { NpzError } from "./failure.ts";
import type { ByteSource } from "./source.ts";

type Pieces = AsyncIterable<Uint8Array>;

/** Bytes of a piece. */
const pieceBytes = 256 * 1024;

/** Most bytes read at once: in a bucket every read is a request. */
const mostReadBytes = 8 * 1024 * 1024;

/**
 * The bytes that deflated ones inflate to, no faster than they are taken. Whoever stops taking
 * them stops the reading.
 * @throws NpzError when they are not deflated, end too soon, or are followed by others; what the
 *   source throws, as it is
 */
export function inflated(packed: ByteSource, signal?: AbortSignal): Pieces {
  return piped(piecesOf(packed, signal), new DecompressionStream("deflate-raw"), (cause) => {
    return new NpzError("It cannot be inflated: its bytes are damaged.", {}, { cause });
  });
}

/** Bytes, deflated, no faster than they are taken. Throws what they throw. */
export function deflated(bytes: Pieces): Pieces {
  return piped(bytes, new CompressionStream("deflate-raw"), (cause) => {
    return new Error("The bytes cannot be deflated.", { cause });
  });
}

/** All bytes of a source in pieces. Little is read for whoever stops soon, and then more and more. */
export async function* piecesOf(source: ByteSource, signal?: AbortSignal) {
  for (let at = 0, length = pieceBytes; at < source.size; ) {
    signal?.throwIfAborted();
    const read = await source.read(at, Math.min(at + length, source.size), signal);
    for (let i = 0; i < read.length; i += pieceBytes) yield read.subarray(i, i + pieceBytes);
    at += read.length;
    length = Math.min(2 * length, mostReadBytes);
  }
}

/** What a transform makes of pieces. What goes wrong in the pieces themselves is thrown as it is. */
async function* piped(
  pieces: Pieces,
  transform: GenericTransformStream,
  failure: (cause: unknown) => Error,
): AsyncGenerator<Uint8Array, void, void> {
  const iterator = pieces[Symbol.asyncIterator]();
  let broken: { readonly error: unknown } | undefined;
  const readable = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await iterator.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          broken = { error };
          throw error;
        }
      },
    },
    { highWaterMark: 0 },
  );
  const reader = readable.pipeThrough(transform).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw broken ? broken.error : failure(cause);
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
    await iterator.return?.();
  }
}
