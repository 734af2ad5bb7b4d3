/** Retort in a process of its own, on a database of its own, that tells what it takes. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newServerDatabase } from "./server-database.ts";
import { endProcess, printedAddress } from "./service.ts";
import type { Watched } from "./watch.ts";

/** A running server. */
export interface Retort extends AsyncDisposable {
  readonly baseUrl: string;
  /** What it took since this was asked last. */
  watched(): Promise<Watched>;
}

/** How it is started. */
export interface RetortOptions {
  /** Address of a Postgres on which a database is made for it. Default: PGlite. */
  readonly postgres?: string | undefined;
  /** Further words of `retort serve`. */
  readonly words?: readonly string[];
  /** Variables of its environment beside those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts one, with the default settings of everything that is not named. */
export async function startRetort({
  postgres,
  words = [],
  environment = {},
}: RetortOptions = {}): Promise<Retort> {
  const ending = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), "retort-bench-"));
  ending.defer(() => rm(dataDir, { recursive: true, force: true }));
  const database = postgres === undefined ? undefined : await newServerDatabase(postgres);
  if (database !== undefined) ending.use(database);
  const watch = new URL("watch.ts", import.meta.url).href;
  const child = spawn(
    process.execPath,
    ["--import", watch, "src/cli.ts", "serve", "--port", "0", "--data-dir", dataDir, ...words],
    {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: { ...process.env, ...environment, ...(database && { DATABASE_URL: database.url }) },
    },
  );
  ending.defer(() => endProcess(child));
  try {
    const baseUrl = await printedAddress(child);
    return {
      baseUrl,
      async watched() {
        const answer = once(child, "message");
        child.send("what it took");
        const [watched] = await answer;
        return watched;
      },
      [Symbol.asyncDispose]: () => ending.disposeAsync(),
    };
  } catch (error) {
    await ending.disposeAsync();
    throw error;
  }
}
