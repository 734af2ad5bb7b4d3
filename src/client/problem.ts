/** What can go wrong between a program and the server, told apart by class. */

/** One field of a request that the server refused. */
export interface FieldError {
  /** The field's name, for example `barrier_end`; empty when the request as a whole is meant. */
  readonly path: string;
  readonly message: string;
}

/** What a server's refusal says beside its message. */
export interface ProblemDetails {
  readonly status: number;
  readonly title: string;
  readonly errors: readonly FieldError[];
  readonly requestId?: string;
  readonly retryAfter?: number;
}

/** The server answered with a problem document (RFC 9457) or another status that is no success. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  /** The HTTP status. */
  readonly status: number;
  /** What kind of problem it is, in a few words. */
  readonly title: string;
  /** Every field refused; empty when the problem is not one of fields. */
  readonly errors: readonly FieldError[];
  /** The server's name for the request, to look it up in its log. */
  readonly requestId?: string;
  /** Seconds to wait before asking again, from `Retry-After`. */
  readonly retryAfter?: number;

  constructor(message: string, details: ProblemDetails) {
    super(message);
    this.status = details.status;
    this.title = details.title;
    this.errors = details.errors;
    if (details.requestId !== undefined) this.requestId = details.requestId;
    if (details.retryAfter !== undefined) this.retryAfter = details.retryAfter;
  }
}

/** The server cannot be reached, or went away in mid-answer; `cause` is what the platform said. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
}

/**
 * Reads an answer that is no success. A body that is no problem document (a proxy's page, say)
 * gives an error from the status alone: it is never thrown over.
 */
export async function readProblem(response: Response): Promise<ProblemError> {
  const document = await response.json().then(asRecord, () => ({}) as Record<string, unknown>);
  const status = `${response.status} ${response.statusText}`.trim();
  const title = asText(document.title) ?? status;
  const requestId = asText(document.request_id) ?? response.headers.get("x-request-id");
  const retryAfter = secondsToWait(response.headers.get("retry-after"));
  return new ProblemError(asText(document.detail) ?? `The server answered ${title}.`, {
    status: response.status,
    title,
    errors: Array.isArray(document.errors) ? document.errors.flatMap(asFieldError) : [],
    ...(requestId ? { requestId } : {}),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

/** `Retry-After` is a number of seconds or a date (RFC 9110 §10.2.3). */
function secondsToWait(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function asFieldError(value: unknown): FieldError[] {
  const { path, message } = asRecord(value);
  return typeof path === "string" && typeof message === "string" ? [{ path, message }] : [];
}
