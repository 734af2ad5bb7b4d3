/** The running server that a command asks, and who asks. */
import { type Command, Option } from "commander";
import type { RequestOptions } from "#src/client/index.ts";
import { UsageError } from "./flags.ts";
import { badServer } from "./service.ts";

/** What the flags of `withRemote` say. */
export interface RemoteOptions {
  readonly server: string;
  readonly token?: string;
}

/** Gives a command its flags `--server` and `--token`, which the environment may state instead. */
export function withRemote(command: Command): Command {
  const server = new Option("--server <url>", "the Retort server to ask")
    .env("RETORT_SERVER")
    .default("http://127.0.0.1:8000");
  const token = new Option("--token <jwt>", "who asks, where the server wants to know").env(
    "RETORT_TOKEN",
  );
  return command.optionsGroup("Server:").addOption(server).addOption(token);
}

/**
 * How to reach the server that the flags name.
 * @throws UsageError when that is no address.
 */
export function remote({ server, token }: RemoteOptions, signal?: AbortSignal): RequestOptions {
  const bad = badServer(server);
  if (bad.length > 0) throw new UsageError(bad);
  return { baseUrl: server, token, signal };
}
