/** The end of a log that is still being written, as it may be shown. */
import { open } from "node:fs/promises";
import { withoutFolders } from "./log-text.ts";

/** Most that is read of it, in bytes. */
const MOST = 64 * 1024;

/**
 * Reads the last lines of a log, of which those that are cut or too far back are left out.
 * @throws what the system says when it is not there
 */
export async function readLogTail(path: string, most = MOST): Promise<string> {
  await using file = await open(path);
  const { size } = await file.stat();
  const start = Math.max(0, size - most);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
  const text = buffer.toString("utf8", 0, bytesRead);
  // A path that is cut at its beginning would not be known for one.
  return withoutFolders(start === 0 ? text : text.slice(text.search(/[\n\r]/) + 1));
}
