/**
 * Blobs in a folder of this machine. A blob is written under a name of its own in `.incoming`, brought
 * to the disk, and then linked to its key. The folders of keys stay when their last blob is deleted.
 */
import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, readFile, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { codeOf, isMissing } from "../system-error.ts";
import {
  type Abortable,
  BlobExistsError,
  type BlobInfo,
  BlobMissingError,
  BlobRangeError,
  type Blobs,
  BlobsAwayError,
  BlobsRefusedError,
  type Bytes,
  checkRange,
  type ListedBlob,
  type ListOptions,
  type ReadOptions,
  type WrittenBlob,
} from "./blobs.ts";
import { publish, syncFolder, writeAndSync } from "./durable-file.ts";
import { keysIn } from "./folder-keys.ts";
import { type BlobKey, checkPrefix } from "./key.ts";
import { isAbandoned, unfinishedName } from "./unfinished.ts";

/** The most bytes that are read at a time. */
const PIECE = 2 ** 18;

/**
 * Opens a folder of blobs, and makes it if it is missing.
 * @throws BlobsRefusedError when files cannot be made and linked in it
 */
export async function openFolder(root: string): Promise<Blobs> {
  const path = resolve(root);
  const incoming = join(path, ".incoming");
  try {
    await mkdir(incoming, { recursive: true });
    await removeLeftovers(incoming);
    return new Folder(root, `folder:${await identify(path, incoming)}`);
  } catch (error) {
    throw new BlobsRefusedError(
      `Files cannot be kept in ${root} (${codeOf(error)}): DATA_DIR must be a folder that this program ` +
        "may write to, on a file system that has hard links.",
      error,
    );
  }
}

class Folder implements Blobs {
  readonly kind = "folder";
  readonly description: string;
  readonly identity: string;
  readonly #root: string;
  readonly #incoming: string;

  constructor(root: string, identity: string) {
    this.description = `folder ${root}`;
    this.identity = identity;
    this.#root = resolve(root);
    this.#incoming = join(this.#root, ".incoming");
  }

  async stat(key: BlobKey, { signal }: Abortable = {}): Promise<BlobInfo | undefined> {
    signal?.throwIfAborted();
    return await infoOf(this.#pathOf(key));
  }

  async *read(key: BlobKey, { range, signal }: ReadOptions = {}): AsyncGenerator<Uint8Array> {
    signal?.throwIfAborted();
    checkRange(key, range);
    await using file = await openBlob(key, this.#pathOf(key));
    const { size } = await file.stat();
    if (range !== undefined && range.end > size) throw new BlobRangeError(key, range, size);
    const { start, end } = range ?? { start: 0, end: size };
    for (let position = start; position < end; ) {
      signal?.throwIfAborted();
      const piece = Buffer.allocUnsafeSlow(Math.min(PIECE, end - position));
      const { bytesRead } = await file.read(piece, 0, piece.length, position);
      if (bytesRead === 0) throw new Error(`${key} became shorter while it was read.`);
      position += bytesRead;
      yield piece.subarray(0, bytesRead);
    }
  }

  async write(key: BlobKey, bytes: Bytes, { signal }: Abortable = {}): Promise<WrittenBlob> {
    // Asked first, so that a large file is not written in vain; the link decides.
    if (await this.stat(key, { signal })) throw new BlobExistsError(key);
    const unfinished = join(this.#incoming, unfinishedName());
    try {
      const written = await writeAndSync(unfinished, bytes, signal);
      await publish(unfinished, this.#pathOf(key));
      return written;
    } catch (error) {
      const code = codeOf(error);
      if (code === "EEXIST") throw new BlobExistsError(key, { cause: error });
      if (code !== "ENOSPC" && code !== "EDQUOT") throw error;
      throw new BlobsAwayError("There is no room for files just now.", error);
    } finally {
      await rm(unfinished, { force: true });
    }
  }

  async *list(prefix: string, options: ListOptions = {}): AsyncGenerator<ListedBlob> {
    const { after = "", limit = Number.POSITIVE_INFINITY, signal } = options;
    checkPrefix(prefix);
    let left = limit;
    const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
    for await (const key of keysIn(this.#root, folder, prefix, after)) {
      signal?.throwIfAborted();
      if (left <= 0) return;
      const info = await infoOf(this.#pathOf(key));
      // Otherwise deleted since its folder was read.
      if (info !== undefined) {
        left--;
        yield { key, ...info };
      }
    }
  }

  async delete(key: BlobKey, { signal }: Abortable = {}): Promise<boolean> {
    signal?.throwIfAborted();
    const path = this.#pathOf(key);
    try {
      await rm(path);
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
    await syncFolder(dirname(path));
    return true;
  }

  #pathOf(key: BlobKey): string {
    return join(this.#root, key);
  }
}

async function removeLeftovers(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const begun = await infoOf(path);
    if (begun !== undefined && isAbandoned(name, begun.modified)) await rm(path, { force: true });
  }
}

/** The folder's name for itself, which it keeps when it is moved. Made once, whoever opens it first. */
async function identify(root: string, incoming: string): Promise<string> {
  const path = join(root, ".store");
  if ((await infoOf(path)) === undefined) {
    const mine = join(incoming, unfinishedName());
    try {
      await writeAndSync(mine, Buffer.from(randomUUID()), undefined);
      await publish(mine, path);
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    } finally {
      await rm(mine, { force: true });
    }
  }
  return await readFile(path, "utf8");
}

async function infoOf(path: string): Promise<BlobInfo | undefined> {
  try {
    const { size, mtime } = await stat(path);
    return { size, modified: mtime };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function openBlob(key: BlobKey, path: string): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (error) {
    throw isMissing(error) ? new BlobMissingError(key, { cause: error }) : error;
  }
}
