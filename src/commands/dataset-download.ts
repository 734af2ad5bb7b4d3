/** A dataset brought here: gone on with where an earlier attempt broke off, and never half there. */
import { createHash, type Hash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { type Answer, downloadDataset, type RequestOptions } from "#src/client/index.ts";
import { refuseOutput } from "./output.ts";
import { type Terminal, withProgress } from "./progress.ts";

/** Where it goes. */
export interface Destination {
  /** The file; what stands there is replaced once the new one is whole. */
  readonly out: string;
  /** Where one line shows how far it is; undefined for none. */
  readonly terminal: Terminal | undefined;
  /** Told how many bytes are here if it breaks off, and the next attempt will go on after them. */
  readonly onBroken: (bytes: number) => void;
}

/** What has come. */
export interface Downloaded {
  /** Of the file, and those that were here before. */
  readonly bytes: number;
  readonly before: number;
  /**
   * Whether its SHA-256 is the one that the server states. If not, nothing is kept; undefined where
   * the server states none, because it has not looked at the file since it was changed.
   */
  readonly isSame: boolean | undefined;
}

/**
 * Downloads a dataset. Until all of it is here its bytes are in a file beside `out`, named by the digest
 * that they will have: the next attempt goes on from there, unless the server's file is another by then.
 * @throws ProblemError, ConnectionError, Interrupted: what has come is kept; OutputError
 */
export async function download(
  filename: string,
  { out, terminal, onBroken }: Destination,
  server: RequestOptions,
): Promise<Downloaded> {
  const first = await downloadDataset(filename, server);
  const digest = digestOf(first);
  const partial = `${out}.${digest?.slice(0, 16) ?? "unknown"}.partial`;
  const unwritable = (error: unknown) => refuseOutput(out, error);
  if (digest === undefined) await rm(partial, { force: true }).catch(unwritable);
  const { before, answer } = await rest(filename, first, await sizeOf(partial), server);
  // A file that has become another meanwhile comes whole, with its own digest.
  const due = answer === undefined ? digest : digestOf(answer);
  const hash = createHash("sha256");
  if (before > 0) await hashFile(partial, hash).catch(unwritable);
  if (answer) {
    const expected = { bytes: answer.byteLength };
    const body = terminal ? withProgress(answer.body, expected, terminal) : answer.body;
    const file = createWriteStream(partial, { flags: before === 0 ? "w" : "a" });
    try {
      await pipeline(body, (chunks) => hashed(chunks, hash), file);
    } catch (error) {
      const here = await sizeOf(partial);
      if (due === digest && digest !== undefined && here > 0) onBroken(here);
      return unwritable(error);
    }
  }
  const isSame = due === undefined ? undefined : hash.digest("hex") === due;
  if (isSame === false) await rm(partial, { force: true });
  else await rename(partial, out).catch(unwritable);
  return { bytes: await sizeOf(isSame === false ? partial : out), before, isSame };
}

/** The bytes that are not here yet; undefined where all are. */
async function rest(
  filename: string,
  first: Answer,
  here: number,
  server: RequestOptions,
): Promise<{ before: number; answer: Answer | undefined }> {
  if (here === 0 || here > (first.byteLength ?? 0)) return { before: 0, answer: first };
  await first.body.cancel();
  if (here === first.byteLength) return { before: here, answer: undefined };
  const resume = { from: here, etag: first.headers.get("etag")! };
  const answer = await downloadDataset(filename, { ...server, resume });
  return { before: answer.headers.has("content-range") ? here : 0, answer };
}

/** The SHA-256 that the server states, in hexadecimal. */
function digestOf({ headers }: Answer): string | undefined {
  return /^"([0-9a-f]{64})"$/.exec(headers.get("etag") ?? "")?.[1];
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

async function hashFile(path: string, hash: Hash): Promise<void> {
  for await (const chunk of createReadStream(path)) hash.update(chunk);
}

/** Bytes as they pass, into the digest. */
async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: Hash) {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}
