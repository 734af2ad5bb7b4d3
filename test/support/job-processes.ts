/** Workers in processes of their own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { DatabaseSettings } from "#src/storage/open.ts";

const script = fileURLToPath(new URL("./job-worker.ts", import.meta.url));

/** A worker's process. */
export interface WorkerProcess extends AsyncDisposable {
  /** Resolves when it works. */
  readonly ready: Promise<void>;
  /** Resolves when it has ended. */
  readonly gone: Promise<unknown>;
  /** Sends a signal, and waits for the end. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

/** Starts one. What it says of errors is seen with the test's own output. */
export function startWorkerProcess(settings: DatabaseSettings, submissions = 0): WorkerProcess {
  const child = spawn(process.execPath, [script, JSON.stringify(settings), String(submissions)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = once(child, "exit");
  const ready = Promise.race([
    once(child.stdout, "data"),
    gone.then(() => {
      throw new Error("The worker ended before it worked.");
    }),
  ]).then(() => {});
  // Whoever kills it early does not wait for it to work.
  ready.catch(() => {});
  return {
    ready,
    gone,
    end: (signal) => end(child, gone, signal),
    [Symbol.asyncDispose]: () => end(child, gone, "SIGKILL"),
  };
}

async function end(child: ChildProcess, gone: Promise<unknown>, signal: NodeJS.Signals) {
  child.kill(signal);
  await gone;
}
