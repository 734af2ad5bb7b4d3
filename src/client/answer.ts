/** Asking the server, and its answer's bytes as they come, with failures named for what they are. */
import { ConnectionError, readProblem } from "./problem.ts";

/** How to reach the server. */
export interface RequestOptions {
  /** The server's address, as in `http://localhost:8000`. Default, in a browser: the page's origin. */
  readonly baseUrl?: string | URL | undefined;
  /** Gives the request up: whatever waits for it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** A successful answer: what its headers say, and its bytes as they come. */
export interface Answer {
  readonly headers: Headers;
  /** Length of the body in bytes, where the server states it. */
  readonly byteLength?: number;
  /**
   * The bytes; read once. It fails with ConnectionError when the server goes away before
   * `byteLength` bytes came, and with the signal's reason on abort.
   */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/**
 * Posts `question` as JSON to `path` under the server's address and takes an answer of type `accept`.
 * @throws ProblemError when the server refuses or fails.
 * @throws ConnectionError when it cannot be reached, or answers in another type than asked.
 */
export async function ask(
  path: string,
  question: unknown,
  accept: string,
  { baseUrl, signal }: RequestOptions,
): Promise<Answer> {
  const url = resolve(path, baseUrl);
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: `${accept}, application/problem+json` },
    body: JSON.stringify(question),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    throw lost(`The server at ${url.origin} cannot be reached.`, error, signal);
  });
  if (!response.ok) {
    const problem = await readProblem(response);
    signal?.throwIfAborted();
    throw problem;
  }
  const type = response.headers.get("content-type") ?? "no type";
  if (!type.startsWith(accept) || response.body === null) {
    await response.body?.cancel();
    throw new ConnectionError(`${url} answered with ${type} in place of ${accept}: not Retort?`);
  }
  const byteLength = statedLength(response.headers);
  return {
    headers: response.headers,
    ...(byteLength === undefined ? {} : { byteLength }),
    body: watched(response.body, byteLength, signal),
  };
}

/** The address of `path` on the server, which may itself live under a path of its host. */
function resolve(path: string, baseUrl: string | URL | undefined): URL {
  const origin = globalThis.location?.origin;
  if (baseUrl === undefined && origin === undefined) {
    throw new TypeError("baseUrl is missing: outside a browser, say where the server is.");
  }
  return new URL(path, `${String(baseUrl ?? origin).replace(/\/*$/, "")}/`);
}

/** A compressed body's Content-Length is not that of the bytes that come out. */
function statedLength(headers: Headers): number | undefined {
  const length = headers.get("content-length");
  return length === null || headers.has("content-encoding") ? undefined : Number(length);
}

/** `body`, with the platform's failures turned into ours and an early end into a failure. */
function watched(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  byteLength: number | undefined,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  let received = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await reader.read().catch((error: unknown) => {
          throw lost(`The server went away after ${received} bytes.`, error, signal);
        });
        if (!done) {
          received += value.byteLength;
          controller.enqueue(value);
        } else if (byteLength !== undefined && received !== byteLength) {
          throw new ConnectionError(`The answer ended after ${received} of ${byteLength} bytes.`);
        } else {
          controller.close();
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** What to throw for a failed fetch or read: the caller's own abort is no lost connection. */
function lost(message: string, cause: unknown, signal: AbortSignal | undefined): unknown {
  return signal?.aborted ? signal.reason : new ConnectionError(message, { cause });
}
