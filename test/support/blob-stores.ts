/** Every kind of store that blobs can be in, for suites that hold for all of them. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BlobSettings, openBlobs } from "#src/storage/blobs/open.ts";
import {
  type ObjectStore,
  startMoto,
  startRclone,
  withoutMoto,
  withoutRclone,
} from "./object-store.ts";

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
export const storeKinds: readonly StoreKind[] = [
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

/** Opens another store with nothing in it. */
export function openEmpty(store: RunningStore) {
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
