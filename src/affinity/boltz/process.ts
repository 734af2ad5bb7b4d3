/** The program's process and all that it starts: they begin and end together. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

/** A program to run. */
export interface Command {
  /** The program and the words before ours: `boltz`, or `uv run boltz` as three words. */
  readonly words: readonly [string, ...string[]];
  /** Variables of its environment. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** How a process ended: by itself with a status, or by a signal. */
export type Exit =
  | { readonly status: number; readonly signal?: never }
  | { readonly signal: NodeJS.Signals; readonly status?: never };

/** A program that runs. */
export interface Running {
  /** The process, which leads a group of its own. */
  readonly pid: number;
  /** How it ended; nothing of it is left then. Never rejects. */
  readonly exit: Promise<Exit>;
  /**
   * Ends it and all it started: an interrupt, which Boltz heeds; after the grace, SIGKILL. Not SIGTERM,
   * which Boltz swallows and goes on.
   * @param graceMs 0 or more
   */
  stop(graceMs: number): Promise<void>;
}

/**
 * A shell that waits for the end of a pipe that only we hold, and then kills its group; the program
 * takes the place of the other half of it, its number and its status. So nothing goes on computing
 * when we are killed, and no child of the program outlives it.
 */
const guarded = '(read -r _ <&3; kill -KILL 0) >/dev/null 2>&1 & exec "$@" 3<&-';

/** What `stdio` below makes of a child's streams. */
type Streams = readonly [null, Readable, Readable, Writable];

/**
 * Starts a program in a folder.
 * @param said takes what it says as it says it
 * @throws Error of the system when it cannot be started; a program that is not there ends with status
 *   127, as in any shell
 */
export async function start(
  { words, environment }: Command,
  args: readonly string[],
  folder: string,
  said: (stream: "stdout" | "stderr", text: string) => void,
): Promise<Running> {
  if (process.platform === "win32") {
    throw new Error("Boltz is run on Linux and macOS, and on Windows inside WSL.");
  }
  const child = spawn("/bin/sh", ["-c", guarded, "sh", ...words, ...args], {
    cwd: folder,
    env: { ...environment, PYTHONUNBUFFERED: "1" },
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const [, stdout, stderr, guard] = child.stdio as unknown as Streams;
  const exit = ended(child, guard);
  await once(child, "spawn");
  for (const [name, stream] of [["stdout", stdout] as const, ["stderr", stderr] as const]) {
    stream.setEncoding("utf8").on("data", (text: string) => said(name, text));
  }
  return {
    pid: child.pid!,
    exit,
    async stop(graceMs) {
      signalGroup(child, "SIGINT");
      await Promise.race([exit, sleep(graceMs, undefined, { ref: false })]);
      signalGroup(child, "SIGKILL");
      await exit;
    },
  };
}

/** Waits for the end of the program, then of whatever is left of its group, then of what it said. */
function ended(child: ChildProcess, guard: Writable): Promise<Exit> {
  const { promise, resolve } = Promise.withResolvers<Exit>();
  // The guard may be gone first.
  guard.on("error", () => {});
  child.on("exit", () => guard.end());
  child.on("close", (status, signal) =>
    resolve(signal === null ? { status: status! } : { signal }),
  );
  return promise;
}

function signalGroup({ pid, exitCode, signalCode }: ChildProcess, signal: NodeJS.Signals): void {
  // The number of a group that ended may be given again.
  if (exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid!, signal);
  } catch {
    // It ended in between.
  }
}
