/** What a blob is called: a name that means one file in every store and on every file system. */

declare const brand: unique symbol;

/** The name of a blob, as `datasets/0b6f/data.npz`: made by `blobKey`, or read from a store. */
export type BlobKey = string & { readonly [brand]: "BlobKey" };

/**
 * Folders, then a file with an extension. Folders are in lower case, because some file systems hold
 * `A` and `a` for one, and have no dots, so that none can bear the name of a file, and none is `..`. A
 * file may be called what a user calls it; where case does not count, of two names that differ in
 * nothing else only the first can be written.
 */
const grammar =
  /^(?:[a-z0-9][a-z0-9_-]{0,99}\/)*[A-Za-z0-9_-][A-Za-z0-9._-]{0,195}\.[a-z0-9]{1,16}$/;

/** What a key may begin with: whole folders, then as much of a name as one likes. */
const beginnings = /^(?:[a-z0-9][a-z0-9_-]{0,99}\/)*(?!\.)[A-Za-z0-9._-]*$/;

/** The most characters of a key: half of S3's 1024 bytes, which leaves the rest to a bucket's prefix. */
const longest = 512;

/** A text that cannot be the name of a blob, or the beginning of one. */
export class BlobKeyError extends Error {
  override readonly name = "BlobKeyError";
  readonly statusCode = 400;
}

/**
 * The key that a text spells.
 * @param text folders and a file with an extension, joined by `/`: letters (in folders lower-case
 *   ones), digits, `-` and `_`, in the file's name dots too, at most 512 characters
 * @throws BlobKeyError when it is none
 */
export function blobKey(text: string): BlobKey {
  if (isBlobKey(text)) return text;
  throw new BlobKeyError(
    `${JSON.stringify(text)} cannot name a file. A name is like datasets/0b6f/data.npz: folders and ` +
      `a file with an extension, in letters, digits, - and _, at most ${longest} characters.`,
  );
}

/** Whether a text is a key. Stores leave out of their lists whatever else lies beside the blobs. */
export function isBlobKey(text: string): text is BlobKey {
  return text.length <= longest && grammar.test(text);
}

/**
 * Refuses a prefix with which no key could begin.
 * @throws BlobKeyError
 */
export function checkPrefix(prefix: string): void {
  if (beginnings.test(prefix)) return;
  throw new BlobKeyError(`No file's name begins with ${JSON.stringify(prefix)}.`);
}
