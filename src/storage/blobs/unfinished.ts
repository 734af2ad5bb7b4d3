/** Files that are being written, and what a crash leaves of them. */
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import process from "node:process";
import { codeOf } from "../system-error.ts";

/** A write that goes on changes its file all the time; one that has not for so long is none any more. */
const SILENCE_MS = 10 * 60 * 1000;

/** A name for a file that this process begins to write: it says whose it is. */
export function unfinishedName(): string {
  return `${hostname()}.${process.pid}.${randomUUID()}`;
}

/**
 * Whether nobody writes a file any more.
 * @param modified when it was changed last
 */
export function isAbandoned(name: string, modified: Date): boolean {
  if (Date.now() - modified.getTime() > SILENCE_MS) return true;
  const [, host, pid] = /^(.+)\.(\d+)\.[^.]+$/.exec(name) ?? [];
  return host === hostname() && !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Whoever may not be signalled is there.
    return codeOf(error) !== "ESRCH";
  }
}
