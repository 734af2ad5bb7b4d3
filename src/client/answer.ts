/** Asking the server, and its answer's bytes as they come, with failures named for what they are. */
import { ConnectionError, readProblem } from "./problem.ts";

/** How to reach the server. */
export interface RequestOptions {
  /** The server's address, as in `http://localhost:8000`. Default, in a browser: the page's origin. */
  readonly baseUrl?: string | URL | undefined;
  /** Who asks: a JSON Web Token of the server's identity provider. Default: nobody in particular. */
  readonly token?: string | undefined;
  /** Gives the request up: whatever waits for it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** What sends the request. Default: the platform's own; another may tell how far an upload is. */
  readonly fetch?: ((url: URL, init: RequestInit) => Promise<Response>) | undefined;
}

/** What is asked. */
export interface Question {
  /** Default: GET. */
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  /** Under the server's address, without a leading slash. */
  readonly path: string;
  /** Fields of the query string; those that are undefined are left out. */
  readonly search?: object | undefined;
  /** Sent as JSON, a file as its bytes; default: no body. */
  readonly body?: unknown;
  /** The media type to answer in. Default: whichever the answer has. */
  readonly accept?: string;
  /** Headers beside those of type and identity. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A status that is no success, and whose body is an answer all the same. Default: none. */
  readonly alsoTakes?: number;
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
 * Asks, and takes an answer of the type that was asked for, or one without a byte (204).
 * @throws ProblemError when the server refuses or fails.
 * @throws ConnectionError when it cannot be reached, or answers in another type than asked.
 */
export async function ask(question: Question, options: RequestOptions): Promise<Answer> {
  const { signal } = options;
  const { accept, alsoTakes } = question;
  const url = resolve(question, options.baseUrl);
  const response = await send(url, question, options).catch((error: unknown) => {
    throw lost(`The server at ${url.origin} cannot be reached.`, error, signal);
  });
  const { status, headers } = response;
  const type = headers.get("content-type") ?? "no type";
  if (status === 204) return { headers, byteLength: 0, body: new ReadableStream(nothing) };
  const isAsked = type.startsWith(accept ?? "");
  if (!response.ok && !(status === alsoTakes && isAsked)) {
    const problem = await readProblem(response);
    signal?.throwIfAborted();
    throw problem;
  }
  if (!isAsked || response.body === null) {
    await response.body?.cancel();
    throw new ConnectionError(
      `${url} answered with ${type} in place of ${accept ?? "a file"}: not Retort?`,
    );
  }
  const byteLength = statedLength(headers);
  return {
    headers,
    ...(byteLength === undefined ? {} : { byteLength }),
    body: watched(response.body, byteLength, signal),
  };
}

/**
 * The same for an answer in JSON, whose shape the server vouches for. Throws likewise, and
 * ConnectionError when the answer is cut off.
 */
export async function askJson<T>(
  question: Omit<Question, "accept">,
  options: RequestOptions,
): Promise<T> {
  const { body } = await ask({ ...question, accept: "application/json" }, options);
  return (await new Response(body).json()) as T;
}

/** A body without a byte. */
const nothing: UnderlyingDefaultSource<Uint8Array<ArrayBuffer>> = {
  start: (controller) => controller.close(),
};

function send(url: URL, question: Question, options: RequestOptions): Promise<Response> {
  const { method = "GET", body, accept = "*/*", headers } = question;
  const { token, signal, fetch = globalThis.fetch } = options;
  return fetch(url, {
    method,
    headers: {
      ...headers,
      accept: `${accept}, application/problem+json`,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": typeOf(body) }),
    },
    ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
}

function typeOf(body: unknown): string {
  return body instanceof Blob ? "application/octet-stream" : "application/json";
}

/** The address on the server, which may itself live under a path of its host. */
function resolve({ path, search = {} }: Question, baseUrl: string | URL | undefined): URL {
  const origin = globalThis.location?.origin;
  if (baseUrl === undefined && origin === undefined) {
    throw new TypeError("baseUrl is missing: outside a browser, say where the server is.");
  }
  const url = new URL(path, `${String(baseUrl ?? origin).replace(/\/*$/, "")}/`);
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
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
