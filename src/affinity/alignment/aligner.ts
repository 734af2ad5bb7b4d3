/** Alignments by their sequence: from the files that last, or else from a server, once. */
import { createHash } from "node:crypto";
import { JobFailure } from "#src/jobs/failure.ts";
import { BlobExistsError, BlobMissingError, type Blobs } from "#src/storage/blobs/blobs.ts";
import { type BlobKey, blobKey } from "#src/storage/blobs/key.ts";
import type { Alignment, PredictionContext } from "../predicting/engine.ts";
import { kindPace, type Pace } from "./pace.ts";
import { createMsaServer, type MsaServer } from "./server.ts";
import { createTurns } from "./turns.ts";

/** What an aligner needs. */
export interface AlignerOptions {
  /** Where alignments are kept, for everybody: under `alignments/`. */
  readonly blobs: Blobs;
  /** Address of an MMseqs2 server, as `https://api.colabfold.com`. Default: there is none. */
  readonly server?: string | undefined;
  /** Default: `kindPace`. */
  readonly pace?: Pace;
}

/** Finds alignments. */
export interface Aligner {
  /**
   * Finds the alignment of a protein. Servers are asked for one at a time.
   * @param sequence in capitals, whose owner consented that the server sees it
   * @throws JobFailure `no_msa_server`, or as `MsaServer.align`; the signal's reason when it aborts
   */
  align(sequence: string, context: PredictionContext): Promise<Alignment>;
}

/** Makes an aligner. */
export function createAligner({ blobs, server, pace = kindPace }: AlignerOptions): Aligner {
  const inTurn = createTurns();
  const msaServer = server === undefined ? undefined : createMsaServer(server, pace);
  return {
    async align(sequence, context) {
      if (msaServer === undefined) {
        const message =
          "There is no MSA server to ask (MSA_SERVER_URL). Give an alignment as msa, or leave use_msa out.";
        throw new JobFailure("no_msa_server", message);
      }
      const { signal } = context;
      const key = keyOf(sequence, msaServer);
      const cached = await readCached(blobs, key, signal);
      if (cached !== undefined) return cached;
      context.report(0, "Waiting for its turn at the MSA server");
      return inTurn(async () => {
        // Whoever was before may have asked for the same.
        const found = await readCached(blobs, key, signal);
        if (found !== undefined) return found;
        const rows = await msaServer.align(sequence, context);
        return keep(blobs, key, rows, signal);
      }, signal);
    },
  };
}

function keyOf(sequence: string, { identity }: MsaServer): BlobKey {
  const hash = createHash("sha256").update(`${identity}\n${sequence}`).digest("hex");
  return blobKey(`alignments/${hash}.a3m`);
}

async function readCached(
  blobs: Blobs,
  key: BlobKey,
  signal: AbortSignal,
): Promise<Alignment | undefined> {
  const hash = createHash("sha256");
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of blobs.read(key, { signal })) {
      hash.update(piece);
      pieces.push(piece);
    }
  } catch (error) {
    if (error instanceof BlobMissingError) return undefined;
    throw error;
  }
  const a3m = Buffer.concat(pieces).toString("utf8");
  return { source: "cache", a3m, sha256: hash.digest("hex") };
}

/** Rows that are written at a time: about a megabyte. */
const ROWS = 1024;

async function keep(
  blobs: Blobs,
  key: BlobKey,
  rows: readonly string[],
  signal: AbortSignal,
): Promise<Alignment> {
  async function* pieces() {
    for (let at = 0; at < rows.length; at += ROWS) {
      yield Buffer.from(rows.slice(at, at + ROWS).join(""));
    }
  }
  try {
    const { sha256 } = await blobs.write(key, pieces(), { signal });
    return { source: "server", a3m: rows.join(""), sha256 };
  } catch (error) {
    if (!(error instanceof BlobExistsError)) throw error;
    // Another process was faster; everybody is served the same.
    const theirs = await readCached(blobs, key, signal);
    if (theirs === undefined) throw error;
    return { ...theirs, source: "server" };
  }
}
