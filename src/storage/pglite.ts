/** PGlite: Postgres inside this process, in a directory or in memory. */
import { PGlite } from "@electric-sql/pglite";
import type { Answered, Database, Listening, Session } from "./database.ts";
import { databaseFailure } from "./failure.ts";

/**
 * Further parameters of a start. Postgres' buffers are memory of this process, kept once used: its default
 * of 128 MiB takes 120 MiB more, and what is not in them is in the system's cache.
 */
const parameters = ["-c", "shared_buffers=32MB"];

/** What a PGlite and a transaction of it have in common. */
type Queryable = Pick<PGlite, "query" | "exec">;

/** An embedded database before its schema is in place; its statements run as the owner of all. */
export interface Embedded extends Session, AsyncDisposable {
  /** The database for a running program, which becomes `retort` for good. */
  serve(): Promise<Database>;
}

/**
 * Opens one. PGlite takes no lock: whoever gives it a directory holds the directory's lock.
 * @param directory where its files are or will be; none keeps it in memory
 */
export async function openEmbedded(directory?: string): Promise<Embedded> {
  const engine = await PGlite.create({
    ...(directory !== undefined && { dataDir: directory }),
    startParams: [...PGlite.defaultStartParams, ...parameters],
  });
  const session = sessionOf(engine);
  return {
    ...session,
    [Symbol.asyncDispose]: () => engine.close(),
    async serve() {
      const { rows } = await session.query<{ version: string }>(
        "select split_part(current_setting('server_version'), ' ', 1) as version",
      );
      await session.query("set role retort");
      return {
        ...session,
        kind: "pglite",
        description: `PGlite (Postgres ${rows[0]!.version}) in ${directory ?? "memory"}`,
        transaction: (work, opening) =>
          engine.transaction(async (inner) => {
            const own = sessionOf(inner);
            if (opening !== undefined) await own.query(opening);
            return await work(own);
          }),
        listen: (channel, heard, resumed) => listen(engine, channel, heard, resumed),
        close: () => engine.close(),
      };
    },
  };
}

function sessionOf(engine: Queryable): Session {
  return {
    async query<Row extends object>(
      text: string,
      values?: readonly unknown[],
    ): Promise<Answered<Row>> {
      try {
        if (values !== undefined) {
          const { rows, affectedRows } = await engine.query<Row>(text, [...values]);
          return { rows, affected: affectedRows ?? 0 };
        }
        // Text without values may be several statements; the rows of all of them are the answer.
        const answered = await engine.exec(text);
        return {
          rows: answered.flatMap(({ rows }) => rows as Row[]),
          affected: answered.at(-1)?.affectedRows ?? 0,
        };
      } catch (error) {
        throw databaseFailure(error);
      }
    },
  };
}

/** The process's own connection hears everything: there is nothing to lose. */
async function listen(
  engine: PGlite,
  channel: string,
  heard: (payload: string) => void,
  resumed: () => void,
): Promise<Listening> {
  const close = await engine.listen(channel, heard);
  resumed();
  return { close: () => close() };
}
