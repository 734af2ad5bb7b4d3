/** Bytes that are read by range: a file, a blob in a bucket, a buffer in the page. */

/** Something that can be read anywhere. It must not change while it is read. */
export interface ByteSource {
  /** Bytes there are. */
  readonly size: number;
  /**
   * Reads the bytes from `start` up to, and without, `end`, which lie in the source: all of them,
   * or it rejects. What it gives may be a view of the source's own bytes, so nobody writes to it.
   */
  read(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
}

/** Bytes in memory, read in place: what is read of them is a view. */
export function bytesSource(bytes: Uint8Array<ArrayBuffer>): ByteSource {
  return {
    size: bytes.length,
    read: async (start, end) => bytes.subarray(start, end),
  };
}

/** Bytes from `start` up to `end` of a source, as a source of their own. */
export function partOf(source: ByteSource, start: number, end: number): ByteSource {
  return {
    size: end - start,
    read: (from, to, signal) => source.read(start + from, start + to, signal),
  };
}
