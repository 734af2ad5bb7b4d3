/** Where a process makes its runs: a folder that is its own while it lives, and the next one's to remove. */
import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { LockedError, takeLock } from "#src/storage/lock.ts";

/** The place of one process. */
export interface RunPlace {
  /** The folder. It is made when it is first asked for, and those of processes that died are removed. */
  folder(): Promise<string>;
  /** Removes it. */
  close(): Promise<void>;
}

/**
 * Makes a place.
 * @param parent folder of all such places of this user; it is made if it is missing
 */
export function runPlace(parent: string): RunPlace {
  let made: Promise<Place> | undefined;
  return {
    async folder() {
      made ??= makePlace(parent);
      return (await made).folder;
    },
    async close() {
      const place = await made?.catch(() => undefined);
      if (place === undefined) return;
      await place.lock.release();
      await rm(place.folder, { recursive: true, force: true });
    },
  };
}

type Place = Awaited<ReturnType<typeof makePlace>>;

async function makePlace(parent: string) {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  for (const name of await readdir(parent)) await removeDead(join(parent, name));
  const folder = join(parent, randomUUID());
  return { folder, lock: await takeLock(folder) };
}

async function removeDead(folder: string): Promise<void> {
  try {
    const lock = await takeLock(folder);
    await lock.release();
    await rm(folder, { recursive: true, force: true });
  } catch (error) {
    // It is somebody's who lives; whatever else keeps it there keeps nobody from predicting.
    if (!(error instanceof LockedError)) return;
  }
}
