/** Requests that cannot be read: no HTTP, too long a head, an address that is none. */
import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { FastifyInstance, FastifyServerOptions } from "fastify";
import { problemOf, problemType, sendProblem } from "./errors.ts";

type ClientError = Parameters<NonNullable<FastifyServerOptions["clientErrorHandler"]>>[0];
type ClientSocket = Parameters<NonNullable<FastifyServerOptions["clientErrorHandler"]>>[1];

/** How Fastify is to answer them: as problem documents, like every other error. */
export const answerUnreadable: Pick<
  FastifyServerOptions,
  "clientErrorHandler" | "frameworkErrors"
> = {
  frameworkErrors: ({ statusCode = 400, message }, request, reply) => {
    reply.header("x-request-id", request.id);
    sendProblem(request, reply, { status: statusCode, detail: `${message}.` });
  },
  clientErrorHandler,
};

/** There is no request yet, and so no reply: the answer is written by hand. */
function clientErrorHandler(this: FastifyInstance, error: ClientError, socket: ClientSocket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const reqId = randomUUID();
  this.log.debug({ reqId, err: error }, "A request could not be read.");
  const { status, detail } = unreadable(error.code);
  const body = JSON.stringify(problemOf({ status, detail }, reqId));
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      `Content-Type: ${problemType}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${reqId}`,
      "Connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}

function unreadable(code: string): { status: number; detail: string } {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return { status: 431, detail: "The request's headers are longer than 16 KiB together." };
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return { status: 408, detail: "The request did not arrive in time." };
    default:
      return { status: 400, detail: "What was sent is not HTTP that can be read." };
  }
}
