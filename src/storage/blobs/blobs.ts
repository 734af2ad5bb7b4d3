/** Files that last: the one interface to them, whether they are in a folder or in a bucket. */
import type { BlobKey } from "./key.ts";

/** What a store knows of a blob. */
export interface BlobInfo {
  /** Bytes. */
  readonly size: number;
  readonly modified: Date;
}

/** A blob in a list. */
export interface ListedBlob extends BlobInfo {
  readonly key: BlobKey;
}

/** What was written. The writer keeps the digest: a store is not asked for it again. */
export interface WrittenBlob {
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string;
}

/** Bytes from `start` up to, and without, `end`: at least one, and none that the blob has not. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Bytes to be written. */
export type Bytes = Uint8Array | AsyncIterable<Uint8Array>;

/** How an operation is called off: it ends at once, with the signal's reason. */
export interface Abortable {
  readonly signal?: AbortSignal | undefined;
}

/** Which bytes are read. */
export interface ReadOptions extends Abortable {
  /** Default: all of them. */
  readonly range?: ByteRange;
}

/** Which part of a list is wanted. */
export interface ListOptions extends Abortable {
  /** Only keys after this one. */
  readonly after?: BlobKey;
  /** At most so many. Default: all there are. */
  readonly limit?: number;
}

/**
 * A store of blobs. A blob is written once, appears whole or not at all, never changes, and may be
 * deleted. Every operation throws BlobsAwayError while the store cannot be reached.
 */
export interface Blobs {
  readonly kind: "folder" | "bucket";
  /** Which store it is, for people, without secrets: `bucket lab at minio.example:9000`. */
  readonly description: string;
  /** Which store it is, for comparing: two openings have the same one if their blobs are the same. */
  readonly identity: string;
  /** What is known of a blob; undefined if there is none. */
  stat(key: BlobKey, options?: Abortable): Promise<BlobInfo | undefined>;
  /**
   * Reads a blob, as fast as the pieces are taken. Nothing is opened before the first is asked for,
   * and a reader that stops early gives everything back.
   * @throws BlobMissingError, BlobRangeError; both instead of the first piece
   */
  read(key: BlobKey, options?: ReadOptions): AsyncIterable<Uint8Array>;
  /**
   * Writes a blob, holding little of it in memory. Whatever ends it early (the signal, an error of
   * `bytes`, a crash) leaves nothing that can be seen.
   * @throws BlobExistsError when there is one already; of two writers at once, one is refused
   */
  write(key: BlobKey, bytes: Bytes, options?: Abortable): Promise<WrittenBlob>;
  /**
   * Lists blobs in the order of their keys' characters, page by page as they are taken.
   * @param prefix what the keys begin with; "" for all
   * @throws BlobKeyError when no key can begin so
   */
  list(prefix: string, options?: ListOptions): AsyncIterable<ListedBlob>;
  /** Deletes a blob; false if there was none. */
  delete(key: BlobKey, options?: Abortable): Promise<boolean>;
}

/** There is no such blob. */
export class BlobMissingError extends Error {
  override readonly name = "BlobMissingError";
  readonly statusCode = 404;

  constructor(key: BlobKey, options?: ErrorOptions) {
    super(`There is no file ${key}.`, options);
  }
}

/** The blob is there already, and what is there stays. */
export class BlobExistsError extends Error {
  override readonly name = "BlobExistsError";
  readonly statusCode = 409;

  constructor(key: BlobKey, options?: ErrorOptions) {
    super(`There is a file ${key} already, and files never change.`, options);
  }
}

/** Bytes that the blob has not. */
export class BlobRangeError extends Error {
  override readonly name = "BlobRangeError";
  readonly statusCode = 416;

  /** @param size bytes of the blob, where it is known */
  constructor(key: BlobKey, { start, end }: ByteRange, size?: number, options?: ErrorOptions) {
    const has = size === undefined ? "" : `, which has ${size}`;
    super(
      `Bytes from ${start} up to ${end} cannot be read of ${key}${has}: a range is at least one byte ` +
        "long and ends where the file ends, at the latest.",
      options,
    );
  }
}

/** The store cannot be reached just now, or has no room. */
export class BlobsAwayError extends Error {
  override readonly name = "BlobsAwayError";
  readonly statusCode = 503;
  /** Seconds after which to ask again. */
  readonly retryAfter = 5;

  constructor(message: string, cause: unknown) {
    super(message, { cause });
  }
}

/** The store cannot be used as it is configured; the message says which setting to look at. */
export class BlobsRefusedError extends Error {
  override readonly name = "BlobsRefusedError";

  constructor(message: string, cause: unknown) {
    super(message, { cause });
  }
}

/** Refuses a range that no blob could have, whatever its size. */
export function checkRange(key: BlobKey, range: ByteRange | undefined): void {
  if (range === undefined) return;
  const { start, end } = range;
  if (Number.isSafeInteger(start) && Number.isSafeInteger(end) && 0 <= start && start < end) return;
  throw new BlobRangeError(key, range);
}
