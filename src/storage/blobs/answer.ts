/** The bytes that a service answers with, and the end of an answer that stalls. */
import type { Readable } from "node:stream";

/** Time between two pieces of an answer. A reader that is slow to take them does not count. */
const PIECE_MS = 30_000;

/** The pieces of an answer. Whoever stops early destroys the connection; so does a service that stalls. */
export async function* piecesOf(body: Readable): AsyncGenerator<Uint8Array> {
  const stalled = () => body.destroy(new Error("No more of the answer came."));
  let timer = setTimeout(stalled, PIECE_MS);
  try {
    for await (const piece of body) {
      clearTimeout(timer);
      yield piece;
      timer = setTimeout(stalled, PIECE_MS);
    }
  } finally {
    clearTimeout(timer);
  }
}
