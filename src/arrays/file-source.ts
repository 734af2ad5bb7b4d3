/** A file on the disk, read by range. */
import { open } from "node:fs/promises";
import type { ByteSource } from "./source.ts";

/** Bytes asked of the system at once; it takes no more than 2^31 − 1. */
const pieceBytes = 256 * 1024 * 1024;

/** An open file. `await using` closes it. */
export interface FileSource extends ByteSource, AsyncDisposable {}

/**
 * Opens a file to be read by range.
 * @throws what the system says when it cannot be opened; a read beyond what the file has left
 * rejects with an Error
 */
export async function openFile(path: string): Promise<FileSource> {
  const file = await open(path);
  const { size } = await file.stat();
  return {
    size,
    read: async (start, end, signal) => {
      const bytes = new Uint8Array(end - start);
      for (let done = 0; done < bytes.length; ) {
        signal?.throwIfAborted();
        const piece = Math.min(pieceBytes, bytes.length - done);
        const { bytesRead } = await file.read(bytes, done, piece, start + done);
        if (bytesRead === 0) throw new Error(`The file ended at byte ${start + done}.`);
        done += bytesRead;
      }
      return bytes;
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}
