/** What a database refuses, and a database that is not there. */

/** A statement that the database refused. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  /** Postgres' code of what was wrong (SQLSTATE), as `23505` for a value that was to be unique. */
  readonly code: string;
  /** The constraint that was violated, if one was. */
  readonly constraint: string | undefined;

  constructor(code: string, constraint: string | undefined, cause: Error) {
    super(cause.message, { cause });
    this.code = code;
    this.constraint = constraint;
  }
}

/** The database cannot be reached just now. */
export class DatabaseAwayError extends Error {
  override readonly name = "DatabaseAwayError";
  readonly statusCode = 503;
  /** Seconds after which to ask again. */
  readonly retryAfter = 5;

  constructor(cause: unknown) {
    super("The database cannot be reached just now.", { cause });
  }
}

/** The database has no room for more: its disk is full, or its memory. */
export class DatabaseFullError extends Error {
  override readonly name = "DatabaseFullError";
  readonly statusCode = 507;
  /** Seconds after which to ask again: somebody has to make room. */
  readonly retryAfter = 300;

  constructor(cause: unknown) {
    super("The database has no room for more; its disk is full.", { cause });
  }
}

/** Codes that mean that the connection ended or none is to be had. */
const away = /^(08|57P|53300)/;
/** Codes that mean that there is no room. */
const full = /^(53100|53200|58030)/;

/** The error of ours that a driver's error means. */
export function databaseFailure(error: unknown): Error {
  const isOurs = [DatabaseError, DatabaseAwayError, DatabaseFullError].some(
    (kind) => error instanceof kind,
  );
  if (isOurs) return error as Error;
  if (!(error instanceof Error)) return new DatabaseAwayError(error);
  const { code, constraint } = error as Error & { code?: unknown; constraint?: unknown };
  // A Postgres error has five characters; a code of Node's, as ECONNREFUSED, or none at all, means
  // that no answer came.
  if (typeof code !== "string" || !/^[0-9A-Z]{5}$/.test(code) || away.test(code)) {
    return new DatabaseAwayError(error);
  }
  if (full.test(code)) return new DatabaseFullError(error);
  return new DatabaseError(code, typeof constraint === "string" ? constraint : undefined, error);
}
