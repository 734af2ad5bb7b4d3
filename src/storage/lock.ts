/**
 * The lock of a data directory: PGlite takes none, and two processes on one directory silently lose
 * each other's writes. The file says who holds it; a holder that is dead is followed.
 */
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { codeOf } from "./system-error.ts";

const run = promisify(execFile);

/** Time between two signs of life, in milliseconds. */
const BEAT_MS = 5_000;
/** A holder on another machine, whose processes nobody here can see, is dead after this silence. */
const SILENCE_MS = 30_000;
/** Taking a dead holder's place takes a few milliseconds; whoever began it longer ago is dead too. */
const TAKEOVER_MS = 5_000;

/** Who holds a lock. */
export interface Holder {
  readonly id: string;
  readonly pid: number;
  /** When the process began, to tell it from a later one of the same number; "" if nobody can. */
  readonly beginning: string;
  readonly host: string;
  /** When it took the lock, as an ISO date. */
  readonly since: string;
}

/** A lock that is held. */
export interface Lock {
  /** Gives the directory back. */
  release(): Promise<void>;
}

/** Another living process has the directory. */
export class LockedError extends Error {
  override readonly name = "LockedError";

  constructor(directory: string, { pid, host, since }: Holder) {
    const where = host === hostname() ? "" : ` on ${host}`;
    super(
      `The data directory ${directory} is in use by process ${pid}${where} since ${since}. ` +
        "Stop that one, or give this one another DATA_DIR.",
    );
  }
}

/**
 * Takes the lock of a directory, which is made if it is missing.
 * @throws LockedError when a living process holds it
 */
export async function takeLock(directory: string): Promise<Lock> {
  await mkdir(directory, { recursive: true });
  const file = join(directory, "lock");
  const mine: Holder = {
    id: randomUUID(),
    pid: process.pid,
    beginning: (await beginningOf(process.pid)) ?? "",
    host: hostname(),
    since: new Date().toISOString(),
  };
  const write = () => writeFile(file, JSON.stringify(mine), { flag: "wx" });
  try {
    await write();
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    await takeOver(directory, file, write);
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, BEAT_MS).unref();
  return {
    async release() {
      clearInterval(beat);
      if ((await holderOf(file))?.id === mine.id) await rm(file, { force: true });
    },
  };
}

/** Only one process at a time may find a holder dead and take its place. */
async function takeOver(directory: string, file: string, write: () => Promise<void>) {
  const guard = join(directory, "lock.takeover");
  const began = await stat(guard).catch(() => undefined);
  if (began !== undefined && Date.now() - began.mtimeMs > TAKEOVER_MS) {
    await rm(guard, { recursive: true, force: true });
  }
  try {
    await mkdir(guard);
  } catch (error) {
    const holder = await holderOf(file);
    if (codeOf(error) === "EEXIST" && holder !== undefined)
      throw new LockedError(directory, holder);
    throw error;
  }
  try {
    const holder = await holderOf(file);
    if (holder !== undefined && (await isAlive(holder, file))) {
      throw new LockedError(directory, holder);
    }
    await rename(file, join(guard, "dead")).catch(() => {});
    await write();
  } finally {
    await rm(guard, { recursive: true, force: true });
  }
}

/** Who the file says holds it; nobody if there is no file, or one that a crash left unreadable. */
async function holderOf(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

async function isAlive({ host, pid, beginning }: Holder, file: string): Promise<boolean> {
  if (host !== hostname()) {
    const sign = await stat(file).catch(() => undefined);
    return sign !== undefined && Date.now() - sign.mtimeMs < SILENCE_MS;
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    if (codeOf(error) !== "EPERM") return false;
  }
  if (await isZombie(pid)) return false;
  const now = await beginningOf(pid);
  return now === undefined || beginning === "" || now === beginning;
}

/** Whether a process is dead and only its parent does not know yet: it holds nothing. Linux alone tells. */
async function isZombie(pid: number): Promise<boolean> {
  if (process.platform !== "linux") return false;
  const [state] = await statusOf(pid).catch(() => []);
  return state === "Z";
}

/** What Linux says of a process, from its state on: the name before it, in parentheses, may hold blanks. */
async function statusOf(pid: number): Promise<string[]> {
  const line = await readFile(`/proc/${pid}/stat`, "utf8");
  return line.slice(line.lastIndexOf(")") + 2).split(" ");
}

/**
 * When a process began, as its system tells it and only to be compared: a number is given again to
 * another process. Undefined where nobody can tell.
 */
async function beginningOf(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === "linux") {
      const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8");
      return `${boot.trim()} ${(await statusOf(pid))[19]}`;
    }
    const [command, ...rest] =
      process.platform === "win32"
        ? [
            "powershell",
            "-NoProfile",
            "-Command",
            `(Get-Process -Id ${pid}).StartTime.ToString("o")`,
          ]
        : ["ps", "-o", "lstart=", "-p", String(pid)];
    return (await run(command!, rest)).stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}
