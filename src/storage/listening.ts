/** Listening to a Postgres server, which may go away and come back. */
import pg from "pg";
import type { Listening } from "./database.ts";
import { DatabaseAwayError, databaseFailure } from "./failure.ts";

/** Time between two attempts to listen again. */
const RELISTEN_MS = 500;
/** A silent connection is asked this often whether it is still there. */
const CHECK_MS = 10_000;

/**
 * Hears a channel on a connection of its own, which is made anew whenever it is lost.
 * @param settings of the connection; its questions are to have a time limit, or it is never found lost
 */
export async function listen(
  settings: pg.ClientConfig,
  channel: string,
  heard: (payload: string) => void,
  resumed: () => void,
): Promise<Listening> {
  let isClosed = false;
  let current: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  const begin = async (): Promise<void> => {
    const client = new pg.Client(settings);
    let isLost = false;
    const check = setInterval(() => client.query("select").catch(lost), CHECK_MS);
    function lost() {
      if (isLost) return;
      isLost = true;
      clearInterval(check);
      client.end().catch(() => {});
      if (!isClosed) retry = setTimeout(() => begin().catch(() => {}), RELISTEN_MS);
    }
    client.on("error", lost);
    client.on("end", lost);
    client.on("notification", ({ payload = "" }) => heard(payload));
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
    } catch (error) {
      lost();
      throw databaseFailure(error);
    }
    current = client;
    if (isClosed) lost();
    else resumed();
  };

  // Whoever asks while the database is away listens as soon as it is back.
  await begin().catch((error: unknown) => {
    if (!(error instanceof DatabaseAwayError)) throw error;
  });
  return {
    async close() {
      isClosed = true;
      clearTimeout(retry);
      await current?.end().catch(() => {});
    },
  };
}
