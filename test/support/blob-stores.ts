/** Every kind of store that blobs can be in, for suites that hold for all of them. */
import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import type { Blobs, ListOptions, ReadOptions } from "#src/storage/blobs/blobs.ts";
import type { BlobKey } from "#src/storage/blobs/key.ts";
import { type BlobSettings, openBlobs } from "#src/storage/blobs/open.ts";
import {
  type ObjectStore,
  startMoto,
  startRclone,
  withoutMoto,
  withoutRclone,
} from "./object-store.ts";

/** A bucket takes larger blobs in parts of this size. */
export const PART = 8 * 2 ** 20;

/** A kind of store. */
export interface StoreKind {
  readonly name: string;
  /** Why it cannot be tested here, or false. */
  readonly skip: string | false;
  /** Whether one of two writers at the same moment is refused; see `object-store.ts`. */
  readonly refusesAtOnce: boolean;
  /** Blobs that it is to list, more than fit into one page unless the service takes a minute for them. */
  readonly many: number;
  start(): Promise<RunningStore>;
}

/** A kind of store that runs. */
export interface RunningStore {
  /** Settings of another store, with nothing in it. */
  empty(): BlobSettings;
  close(): Promise<void>;
}

/** Every kind. */
const storeKinds: readonly StoreKind[] = [
  { name: "a folder", skip: false, refusesAtOnce: true, many: 1050, start: startFolders },
  {
    name: "a bucket of moto",
    skip: withoutMoto,
    refusesAtOnce: true,
    many: 50,
    start: async () => bucketsOf(await startMoto()),
  },
  {
    name: "a bucket of rclone",
    skip: withoutRclone,
    refusesAtOnce: false,
    many: 1050,
    start: async () => bucketsOf(await startRclone()),
  },
];

/** A suite that holds for every kind of store; each has one that runs for as long as its tests. */
export function onEveryStore(
  suite: (store: Pick<RunningStore, "empty">, kind: StoreKind) => void,
): void {
  for (const kind of storeKinds) {
    describe(`blobs in ${kind.name}`, { skip: kind.skip }, () => {
      let store: RunningStore;
      before(async () => {
        store = await kind.start();
      });
      after(() => store.close());
      suite({ empty: () => store.empty() }, kind);
    });
  }
}

/** Opens another store with nothing in it. */
export function openEmpty(store: Pick<RunningStore, "empty">) {
  return openBlobs(store.empty());
}

async function startFolders(): Promise<RunningStore> {
  const folder = await mkdtemp(join(tmpdir(), "retort-blobs-"));
  return {
    empty: () => ({ dataDir: join(folder, randomUUID()) }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

function bucketsOf(service: ObjectStore): RunningStore {
  return {
    empty: () => ({ dataDir: "unused", bucket: service.settings(randomUUID()) }),
    close: () => service.close(),
  };
}

/** Everything that a reading gives. */
export async function read(blobs: Blobs, key: BlobKey, options?: ReadOptions): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(blobs.read(key, options)));
}

/** The keys of a list. */
export async function keys(blobs: Blobs, prefix = "", options?: ListOptions) {
  return (await Array.fromAsync(blobs.list(prefix, options))).map((blob) => blob.key);
}

/** Bytes piece by piece, each of so many. */
export async function* inChunks(bytes: Uint8Array, size: number) {
  for (let start = 0; start < bytes.length; start += size)
    yield bytes.subarray(start, start + size);
}

/** Gives so many bytes, then says so, and then nothing, for ever. */
export async function* stuckAfter(bytes: number, stuck: () => void) {
  yield* inChunks(randomBytes(bytes), 2 ** 20);
  stuck();
  await new Promise(() => {});
}
