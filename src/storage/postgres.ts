/** A Postgres server, version 15 or later, by its address. */
import pg from "pg";
import type { Answered, Database, Listening, Session } from "./database.ts";
import { DatabaseAwayError, databaseFailure } from "./failure.ts";
import { listen } from "./listening.ts";

/** Oldest version whose views can run with their reader's rights (`security_invoker`). */
const OLDEST = 15;
/** Connections of one program; Supabase's smallest projects give 60 in all. */
const CONNECTIONS = 10;
/** A connection that is not there by then will not come. */
const CONNECT_MS = 5_000;
/** No statement of ours takes so long; one that does has lost its connection. */
const STATEMENT_SECONDS = 60;

/** Every connection becomes the program's own role, and cannot hang for ever. */
const settle = `set role retort;
  set statement_timeout = '${STATEMENT_SECONDS}s';
  set idle_in_transaction_session_timeout = '${STATEMENT_SECONDS}s'`;

/** Integers of 64 bits are numbers here: none of ours passes 2^53. */
const types = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === pg.types.builtins.INT8
      ? Number
      : pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser,
};

function connection(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    types,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: "retort",
  };
}

/**
 * One connection as the role of the address, which may own what `retort` may only use.
 * @throws DatabaseAwayError when there is no way to it
 */
export async function connectAsOwner(url: string): Promise<Session & AsyncDisposable> {
  const client = new pg.Client(connection(url));
  // Without a listener, an error of an idle connection would end the process.
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    throw databaseFailure(error);
  }
  return { ...sessionOf(client), [Symbol.asyncDispose]: () => client.end() };
}

/** A Postgres whose schema is in place. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({
    ...connection(url),
    max: CONNECTIONS,
    query_timeout: (STATEMENT_SECONDS + 5) * 1000,
    onConnect: (client) => client.query(settle),
  });
  pool.on("error", () => {});
  // A connection that is lost within a transaction tells its statement, and whoever listens: without
  // a listener it would end the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  const session = sessionOf(pool);
  const version = await versionOf(session);
  const alone = { ...connection(url), query_timeout: CONNECT_MS };
  const listenings = new Set<Listening>();
  return {
    ...session,
    kind: "postgres",
    description: `Postgres ${version}, ${addressOf(url)}`,
    transaction: (work, opening) => transaction(pool, work, opening),
    async listen(channel, heard, resumed) {
      const listening = await listen(alone, channel, heard, resumed);
      listenings.add(listening);
      return listening;
    },
    async close() {
      await Promise.all([...listenings].map((listening) => listening.close()));
      await pool.end();
    },
  };
}

async function versionOf(session: Session): Promise<string> {
  const { rows } = await session.query<{ version: string; number: string }>(
    "select split_part(current_setting('server_version'), ' ', 1) as version, current_setting('server_version_num') as number",
  );
  const { version, number } = rows[0]!;
  if (Number(number) < OLDEST * 10_000) {
    throw new Error(`The database is Postgres ${version}; Retort needs ${OLDEST} or later.`);
  }
  return version;
}

/** Database, host and port of an address; its password stays in it. */
function addressOf(url: string): string {
  const { database, host, port } = new pg.Client({ connectionString: url });
  return `${database} at ${host}:${port}`;
}

function sessionOf(client: pg.Pool | pg.ClientBase): Session {
  return {
    async query<Row extends object>(
      text: string,
      values?: readonly unknown[],
    ): Promise<Answered<Row>> {
      try {
        const answered = await (values === undefined
          ? client.query(text)
          : client.query(text, [...values]));
        // Several statements at once answer one by one; the rows of all of them are the answer.
        if (Array.isArray(answered)) {
          return { rows: answered.flatMap(({ rows }) => rows), affected: 0 };
        }
        return { rows: answered.rows, affected: answered.rowCount ?? 0 };
      } catch (error) {
        throw databaseFailure(error);
      }
    },
  };
}

async function transaction<T>(
  pool: pg.Pool,
  work: (session: Session) => Promise<T>,
  opening = "",
): Promise<T> {
  // Whatever the reason: there was a connection when the program began.
  const client = await pool.connect().catch((error: unknown) => {
    throw new DatabaseAwayError(error);
  });
  const session = sessionOf(client);
  let broken: Error | undefined;
  try {
    await session.query(`begin; ${opening}`);
    const result = await work(session);
    const { command } = await client.query("commit").catch((error: unknown) => {
      throw databaseFailure(error);
    });
    if (command !== "COMMIT")
      throw new Error("A transaction went on after one of its statements failed.");
    return result;
  } catch (error) {
    // The connection is given back only if it is known to be out of the transaction.
    await session.query("rollback").catch((reason: Error) => {
      broken = reason;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
