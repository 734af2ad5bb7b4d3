/**
 * One question to a NIM and its answer. A NIM answers when it has predicted, which takes as long as it
 * takes: `fetch` gives up after five minutes of silence, hence Node's own requests.
 */
import { once } from "node:events";
import { type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { request as secureRequest } from "node:https";
import retort from "../../../package.json" with { type: "json" };

/** What is asked. */
export interface NimQuestion {
  readonly url: URL;
  /** Sent as a bearer's. */
  readonly apiKey: string | undefined;
  /** JSON to be posted; without it the question is a GET. */
  readonly body?: string;
  /** Ends it, with an AbortError. */
  readonly signal: AbortSignal;
}

/** What is answered, whatever its status. */
export interface NimExchange {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Most bytes of an answer: 25 structures of the largest complexes, and room. */
const MOST_BYTES = 256 * 1024 ** 2;

/** Time after which a silent connection is asked whether it still is one, in milliseconds. */
const KEEP_ALIVE_MS = 30_000;

/** The answer is larger than any that is read. */
export class NimTooLargeError extends Error {
  override readonly name = "NimTooLargeError";
}

/**
 * Asks. Redirections are not followed: the key is for one host.
 * @throws NimTooLargeError, or whatever breaks the connection
 */
export async function ask({ url, apiKey, body, signal }: NimQuestion): Promise<NimExchange> {
  const headers = {
    accept: "application/json",
    "user-agent": `retort/${retort.version}`,
    ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
    ...(body !== undefined && {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      // NVIDIA's own host: seconds after which it answers 202 instead of waiting on.
      "nvcf-poll-seconds": "300",
    }),
  };
  const send = url.protocol === "https:" ? secureRequest : request;
  const sent = send(url, { method: body === undefined ? "GET" : "POST", headers, signal });
  sent.on("socket", (socket) => socket.setKeepAlive(true, KEEP_ALIVE_MS));
  // Once there is a response its own error tells the same; this one would end the process.
  sent.on("error", () => {});
  sent.end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response as AsyncIterable<Uint8Array>) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) throw new NimTooLargeError(`More than ${MOST_BYTES} bytes came.`);
    pieces.push(piece);
  }
  const { statusCode = 0 } = response;
  const text = Buffer.concat(pieces).toString("utf8");
  return { status: statusCode, headers: response.headers, text };
}
