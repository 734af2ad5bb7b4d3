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

/**
 * Classes of codes that mean the connection ended or none is to be had (08, 57P), and that a server
 * has no room for one more (53).
 */
const away = /^(08|57P|53)/;

/** The error of ours that a driver's error means. */
export function databaseFailure(error: unknown): Error {
  if (error instanceof DatabaseError || error instanceof DatabaseAwayError) return error;
  if (!(error instanceof Error)) return new DatabaseAwayError(error);
  const { code, constraint } = error as Error & { code?: unknown; constraint?: unknown };
  // A Postgres error has five characters; a code of Node's, as ECONNREFUSED, or none at all, means
  // that no answer came.
  if (typeof code !== "string" || !/^[0-9A-Z]{5}$/.test(code) || away.test(code)) {
    return new DatabaseAwayError(error);
  }
  return new DatabaseError(code, typeof constraint === "string" ? constraint : undefined, error);
}
