/** A server to ask: one that runs, or one of our own for as long as it is needed. */
import type { BadFlag } from "./flags.ts";

/** A server that can be asked; disposing of it ends it if it is ours. */
export interface Service extends AsyncDisposable {
  readonly url: string;
}

/**
 * The server at `url`; without one, a new one in this process, on a free port of the loopback
 * interface, which nobody else's requests reach by accident.
 */
export async function serviceAt(url: string | undefined): Promise<Service> {
  if (url !== undefined) return { url, async [Symbol.asyncDispose]() {} };
  // Loaded here: a command that asks another server does without.
  const { readConfig } = await import("#src/server/config.ts");
  const { startServer } = await import("#src/server/serve.ts");
  // The log would go to standard output, which is the answer's.
  const flags = { HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "silent" };
  const server = await startServer(readConfig(flags));
  return { url: server.url, [Symbol.asyncDispose]: server.close };
}

/** What is wrong with `--server url`, if anything is. */
export function badServer(url: string | undefined): BadFlag[] {
  if (url === undefined || (/^https?:\/\//.test(url) && URL.canParse(url))) return [];
  const message = `"${url}" is not the address of a server, as in http://localhost:8000`;
  return [{ flag: "--server", message }];
}
