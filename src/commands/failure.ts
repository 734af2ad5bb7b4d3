/** How a command ends when it does not succeed: a sentence for people, a status for programs. */
import { constants } from "node:os";
import { ConnectionError, ProblemError, WaveFormatError } from "#src/client/index.ts";
import { ConfigError } from "#src/server/config.ts";
import { UsageError } from "./flags.ts";
import { OutputError } from "./output.ts";

/** The command was stopped by a signal. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`Stopped by ${signal}.`);
    this.signal = signal;
  }
}

/** A signal that aborts when the process is told to stop; told twice, it stops at once. */
export function untilInterrupted(): AbortSignal {
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => interrupted.abort(new Interrupted(signal)));
  }
  return interrupted.signal;
}

/** The process's exit status: 2 for a wrong call or setting, 128 + n for signal n, else 1; as shells have it. */
export function exitStatus(error: unknown): number {
  if (error instanceof UsageError || error instanceof ConfigError) return 2;
  if (error instanceof Interrupted) return 128 + constants.signals[error.signal];
  return 1;
}

/** What storage refuses when it is opened, by the errors' names: their classes would load the drivers. */
const refusals = new Set([
  "DataDirError",
  "LockedError",
  "SchemaError",
  "DatabaseError",
  "DatabaseAwayError",
  "DatabaseFullError",
  "OtherStoreError",
  "BlobsRefusedError",
  "BlobsAwayError",
]);

/** What to tell people. An error that nobody foresaw keeps its stack: it is ours to mend. */
export function sentence(error: unknown): string {
  if (error instanceof ConnectionError)
    return [error.message, reason(error.cause)].join(" ").trim();
  if (error instanceof ProblemError) return problem(error);
  const isForeseen =
    error instanceof UsageError ||
    error instanceof ConfigError ||
    error instanceof Interrupted ||
    error instanceof OutputError ||
    error instanceof WaveFormatError ||
    (error instanceof Error && "syscall" in error && error.syscall === "listen");
  if (isForeseen) return error.message;
  if (error instanceof Error && refusals.has(error.name)) return withCause(error);
  return error instanceof Error && error.stack ? error.stack : String(error);
}

function problem({ status, message, errors, retryAfter, requestId }: ProblemError): string {
  // A refusal says itself what there is to say, and so does what is away.
  const isLogged = status >= 500 && status !== 503 && requestId !== undefined;
  return [
    message,
    ...errors.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)),
    ...(retryAfter === undefined ? [] : [`Ask again in ${retryAfter} s.`]),
    ...(isLogged ? [`The server's log has it as request ${requestId}.`] : []),
  ].join("\n");
}

/** Whoever starts a program is told what is behind a refusal, too. */
function withCause({ name, message, cause }: Error): string {
  const where = /^Database(Away)?Error$/.test(name) ? "DATABASE_URL: " : "";
  const behind = cause instanceof Error && cause.message !== message ? ` (${cause.message})` : "";
  return `${where}${message}${behind}`;
}

/** The platform's own word for why there is no connection, as in ECONNREFUSED. */
function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return "";
  return "code" in cause ? `(${cause.code})` : reason(cause.cause);
}
