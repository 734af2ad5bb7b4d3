/** A stream of events that stays open: lost, it is opened again after the last event it brought. */
import { ask, type RequestOptions } from "./answer.ts";
import { readEvents, type ServerEvent } from "./event-stream.ts";
import { ConnectionError, ProblemError } from "./problem.ts";

/** How to watch. */
export interface WatchOptions extends RequestOptions {
  /** Called whenever the server begins to send: at first, and again after every loss. */
  readonly onConnected?: (() => void) | undefined;
  /** Called with the reason whenever the server is lost; it is asked again by itself. */
  readonly onLost?: ((reason: Error) => void) | undefined;
}

/** Waits before asking a server again that is away, ms; each is twice the last, up to the longest. */
const firstWait = 250;
const longestWait = 8000;

/** The server says something every 15 s. After three times as long the connection is a dead one, ms. */
const longestSilence = 45_000;

/**
 * The events of `path`, after the one called `lastEventId` where that is given, until the server
 * says that there will be none (by 204), or the loop is left.
 * @throws ProblemError when the server refuses; when it is busy or failing it is asked again.
 * @throws the signal's reason on abort.
 */
export async function* subscribe(
  path: string,
  { lastEventId = "", onConnected, onLost, ...options }: WatchOptions & { lastEventId?: string },
): AsyncGenerator<ServerEvent, void, void> {
  let last = lastEventId;
  let wait = firstWait;
  for (;;) {
    const silence = new SilenceWatch();
    const signal = AbortSignal.any([silence.signal, ...(options.signal ? [options.signal] : [])]);
    let reason: Error = new ConnectionError("The server ended the stream.");
    try {
      const headers: Record<string, string> = last === "" ? {} : { "last-event-id": last };
      const question = { path, accept: "text/event-stream", headers };
      const { byteLength, body } = await ask(question, { ...options, signal });
      if (byteLength === 0) return;
      onConnected?.();
      for await (const event of readEvents(body.pipeThrough(silence.hearing()))) {
        wait = firstWait;
        if (event.id !== "") last = event.id;
        yield event;
      }
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!isPassing(error)) throw error;
      reason = error;
    } finally {
      silence.end();
    }
    onLost?.(reason);
    const asked = reason instanceof ProblemError ? 1000 * (reason.retryAfter ?? 0) : 0;
    // Spread, so that many who lost the same server do not come back in one crowd.
    await pause(Math.max(asked, wait * (0.5 + Math.random() / 2)), options.signal);
    wait = Math.min(longestWait, 2 * wait);
  }
}

/** Whether the next try may succeed where this one did not. */
function isPassing(error: unknown): error is Error {
  if (error instanceof ProblemError) return error.status >= 500 || error.status === 429;
  return error instanceof ConnectionError;
}

/** Aborts its signal when nothing is heard for too long. */
class SilenceWatch {
  readonly #silent = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly signal = this.#silent.signal;

  constructor() {
    this.#heard();
  }

  /** Hears the bytes that pass. */
  hearing(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
    return new TransformStream({
      transform: (chunk, controller) => {
        this.#heard();
        controller.enqueue(chunk);
      },
    });
  }

  /** Listens no longer. */
  end(): void {
    clearTimeout(this.#timer);
  }

  #heard(): void {
    clearTimeout(this.#timer);
    const seconds = longestSilence / 1000;
    const reason = new ConnectionError(`The server has said nothing for ${seconds} s.`);
    this.#timer = setTimeout(() => this.#silent.abort(reason), longestSilence);
  }
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
