/** The database, whichever it is: PGlite inside the process, or a Postgres. */

/** What a statement answers. */
export interface Answered<Row> {
  readonly rows: Row[];
  /** Rows that were written, where it writes. */
  readonly affected: number;
}

/** One conversation with the database: statements in their order. */
export interface Session {
  /**
   * Runs one statement.
   * @param text SQL with `$1`, `$2` … for `values`
   * @throws DatabaseError with Postgres' own code; DatabaseAwayError when it cannot be reached
   */
  query<Row extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<Answered<Row>>;
}

/** A channel that is listened to. */
export interface Listening {
  /** Stops. */
  close(): Promise<void>;
}

/**
 * The database of a running program. Its statements run as the role `retort`, which owns no table:
 * policies say what it may do. What a user asks for runs through `asUser` instead.
 */
export interface Database extends Session {
  readonly kind: "pglite" | "postgres";
  /** Which database, for people, without secrets: `Postgres 15.19, test at 127.0.0.1:5432`. */
  readonly description: string;
  /**
   * All of `work` or nothing; an error it throws undoes it. Only `session` belongs to it.
   * @param opening SQL that is its first statement, and saves a way to the server. Default: none
   */
  transaction<T>(work: (session: Session) => Promise<T>, opening?: string): Promise<T>;
  /**
   * Hears every `NOTIFY` on a channel. A notification is a hint that may be lost while the connection
   * is: `resumed` is called whenever listening begins or begins again, to look for oneself.
   */
  listen(
    channel: string,
    heard: (payload: string) => void,
    resumed: () => void,
  ): Promise<Listening>;
  /** Ends every connection; a PGlite is closed and its directory given back. */
  close(): Promise<void>;
}
