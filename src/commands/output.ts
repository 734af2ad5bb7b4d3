/** Where a command's bytes go: a file that is whole or absent, or standard output. */
import { open, rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { getSystemErrorMessage } from "node:util";

/** The system does not let the output be written: no such folder, no permission, no room. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

/** Takes bytes once. Disposing of it leaves nothing behind of what was not written whole. */
export interface Output extends AsyncDisposable {
  /** What the bytes are written to, for people. */
  readonly name: string;
  /** Resolves when everything is in its place; false when the reader did not want it all. */
  write(bytes: AsyncIterable<Uint8Array>): Promise<boolean>;
}

/** What the system says is wrong with a file, in its own words; anything else is thrown as it is. */
export function systemSaid(error: unknown): string {
  if (!(error instanceof Error && "errno" in error && "code" in error)) throw error;
  if (!("path" in error || pathless.has(String(error.code)))) throw error;
  return getSystemErrorMessage(Number(error.errno));
}

/** What only files have, though the system names no path when an open one is read or written. */
const pathless: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EFBIG", "EIO", "EISDIR"]);

/** For what goes wrong while a file is written: says so if it is the system's doing. */
export function refuseOutput(path: string, error: unknown): never {
  throw new OutputError(`${path} cannot be written: ${systemSaid(error)}.`, { cause: error });
}

/**
 * A file. Bytes go to a temporary name beside it, which becomes the file when all are there: what
 * stands at `path` is never half written.
 * @throws OutputError, here and in `write`, when the system does not let it be written.
 */
export async function fileOutput(path: string): Promise<Output> {
  const partial = `${path}.${process.pid}.partial`;
  const unwritable = (error: unknown) => refuseOutput(path, error);
  const file = await open(partial, "w").catch(unwritable);
  return {
    name: path,
    async write(bytes) {
      await pipeline(bytes, file.createWriteStream()).catch(unwritable);
      await rename(partial, path).catch(unwritable);
      return true;
    },
    async [Symbol.asyncDispose]() {
      await file.close();
      await rm(partial, { force: true });
    },
  };
}

/** Standard output. A reader that has seen enough (`| head`) ends it quietly. */
export function standardOutput(): Output {
  // A pipe may break after the last write, when nobody waits for it any more.
  process.stdout.on("error", () => {});
  return {
    name: "standard output",
    async write(bytes) {
      try {
        await pipeline(bytes, process.stdout, { end: false });
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EPIPE") return false;
        throw error;
      }
    },
    async [Symbol.asyncDispose]() {},
  };
}
