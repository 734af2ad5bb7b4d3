/** DEFLATE (RFC 1951), as it comes, by what every platform has for it. */
import { NpzError } from "./failure.ts";
import type { ByteSource } from "./source.ts";

type Pieces = AsyncIterable<Uint8Array>;

/** Deflated bytes read at once. */
const pieceBytes = 256 * 1024;

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

async function* piecesOf(source: ByteSource, signal: AbortSignal | undefined) {
  for (let at = 0; at < source.size; at += pieceBytes) {
    signal?.throwIfAborted();
    yield await source.read(at, Math.min(at + pieceBytes, source.size), signal);
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
