/** A new database of a Postgres, for as long as something is measured on it. */
import { randomUUID } from "node:crypto";
import pg from "pg";

/** A database; disposing of it drops it. */
export interface ServerDatabase extends AsyncDisposable {
  readonly url: string;
}

/** Makes one. */
export async function newServerDatabase(server: string): Promise<ServerDatabase> {
  const name = `retort_bench_${randomUUID().replaceAll("-", "")}`;
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    [Symbol.asyncDispose]: () => administer(server, `drop database ${name} with (force)`),
  };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}
