/** The `retort` command, run as people run it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** The command's file. */
export const cli = join(import.meta.dirname, "../../src/cli.ts");

/** How a command ended, and all it said. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Starts the command with these words, this environment on top of the test's own, and this to read. */
export function start(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input = "",
): ChildProcess & { outcome: Promise<Outcome> } {
  const child = spawn(process.execPath, [cli, ...words], {
    stdio: [input === "" ? "ignore" : "pipe", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  child.stdin?.end(input);
  const stdout = Array.fromAsync(child.stdout!).catch(() => []);
  const stderr = Array.fromAsync(child.stderr!);
  const outcome = once(child, "exit").then(async ([status]) => ({
    status,
    stdout: Buffer.concat(await stdout),
    stderr: Buffer.concat(await stderr).toString(),
  }));
  return Object.assign(child, { outcome });
}

/** Runs the command to its end. */
export function retort(...words: string[]): Promise<Outcome> {
  return start(words).outcome;
}

/** The address that `serve` prints once it listens; fails with what it said if it ends before. */
export function addressOf(server: ReturnType<typeof start>): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  server.stdout!.on("data", (data) => {
    const url = /http:\/\/[^\s,]+/.exec(String(data))?.[0];
    if (url) resolve(url);
  });
  void server.outcome.then(({ stderr }) => reject(new Error(stderr)));
  return promise;
}
