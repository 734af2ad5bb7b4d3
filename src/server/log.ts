/** The log: JSON lines, one for every request, with its id and its user and without its secrets. */
import {
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import { type DestinationStream, pino } from "pino";
import type { Config } from "./config.ts";

/**
 * The log of a process.
 * @param destination takes its lines; default: standard output
 */
export function createLog(
  { LOG_LEVEL }: Pick<Config, "LOG_LEVEL">,
  destination: DestinationStream = pino.destination(1),
): FastifyBaseLogger {
  const redact = ["authorization", "*.authorization", "*.headers.authorization"];
  return pino({ level: LOG_LEVEL, redact }, destination);
}

/** What Fastify logs of requests: one line each. */
export class RequestLog extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const line = {
      method: request.method,
      // A query may say more than belongs in a log.
      path: request.url.split("?")[0],
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
      user: request.identity.claims.sub,
    };
    if (error) request.log.error({ ...line, err: error }, "An answer was cut short.");
    else request.log.info(line, "answered");
  }

  /** A client that leaves does as it likes; an answer that breaks off is a fault. */
  override streamError(error: Error, request: FastifyRequest): void {
    if ("code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE") {
      request.log.debug("The client left before the answer's end.");
    } else {
      request.log.warn({ err: error }, "An answer was cut short.");
    }
  }
}
