/** Server-sent events (HTML standard, section 9.2), of which a server keeps only so many open. */
import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply } from "fastify";

/** How soon a client that lost the stream asks again, in milliseconds. */
const RETRY_MS = 1000;

/** A server that closes gives a client so long to read what was sent, in milliseconds. */
const LAST_WORDS_MS = 1000;

/** What a token's end is overlooked by, as where tokens are checked: clocks differ. In milliseconds. */
const CLOCK_TOLERANCE_MS = 5000;

/** Longest time that a timer counts, in milliseconds: a token may be good for longer. */
const LONGEST_MS = 2 ** 31 - 1;

/** There are as many streams as the server holds open. */
export class TooManyStreamsError extends Error {
  override readonly name = "TooManyStreamsError";
  readonly statusCode = 503;
  /** Seconds after which to ask again. */
  readonly retryAfter = 5;

  constructor(limit: number) {
    super(
      `${limit} streams of events are open, which is the most this server has (LIMIT_EVENT_STREAMS).`,
    );
  }
}

/** One event to send; undefined says only that the server is still there. */
export type Message = { readonly id?: number; readonly data: unknown } | undefined;

/** Sends messages until there are no more. */
export type SendEvents = (
  reply: FastifyReply,
  messages: (signal: AbortSignal) => AsyncIterable<Message>,
) => FastifyReply;

/**
 * Makes the streams of a server. They end when it closes, or when their reader's token does. A
 * message is asked for once those before it are on their way: for a client that does not read nothing
 * piles up, and its silence ends the connection.
 * @param limit most that are open at once
 */
export function eventStreams(app: FastifyInstance, limit: number): SendEvents {
  const open = new Map<ServerResponse, AbortController>();
  app.addHook("preClose", async () => {
    for (const [answer, control] of open) {
      control.abort();
      setTimeout(() => answer.destroy(), LAST_WORDS_MS).unref();
    }
  });
  return (reply, messages) => {
    // Who left while their request was looked at is not heard leaving again.
    if (reply.raw.destroyed) return reply.hijack();
    if (open.size >= limit) throw new TooManyStreamsError(limit);
    const control = new AbortController();
    open.set(reply.raw, control);
    const expiry = setTimeout(() => control.abort(), untilExpiry(reply)).unref();
    reply.raw.once("close", () => {
      open.delete(reply.raw);
      clearTimeout(expiry);
      control.abort();
    });
    return (
      reply
        .type("text/event-stream")
        .header("cache-control", "no-store")
        // A server that closes would wait for its next request.
        .header("connection", "close")
        .header("x-accel-buffering", "no")
        .send(Readable.from(encode(messages(control.signal)), { objectMode: false }))
    );
  };
}

/** How long whoever asks may listen, in milliseconds: nobody is somebody for longer than their token. */
function untilExpiry({ request }: FastifyReply): number {
  const { exp } = request.identity.claims;
  return typeof exp === "number"
    ? Math.min(exp * 1000 + CLOCK_TOLERANCE_MS - Date.now(), LONGEST_MS)
    : LONGEST_MS;
}

async function* encode(messages: AsyncIterable<Message>): AsyncGenerator<string, void, void> {
  yield `retry: ${RETRY_MS}\n\n`;
  for await (const message of messages) {
    if (message === undefined) {
      yield ":\n\n";
      continue;
    }
    const id = message.id === undefined ? "" : `id: ${message.id}\n`;
    yield `${id}data: ${JSON.stringify(message.data)}\n\n`;
  }
}
