/** Alignments by their sequence: from the files that last, or else from a server, once. */
import { JobFailure } from "#src/jobs/failure.ts";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import type { Alignment, PredictionContext } from "../predicting/engine.ts";
import { alignmentKey, keep, readKept } from "./cache.ts";
import { kindPace, type Pace } from "./pace.ts";
import { createMsaServer } from "./server.ts";
import { createTurns } from "./turns.ts";

/** What an aligner needs. */
export interface AlignerOptions {
  /** Where alignments are kept. */
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
      const key = alignmentKey(`${msaServer.identity}\n${sequence}`);
      const cached = await readKept(blobs, key, signal);
      if (cached !== undefined) return cached;
      context.report(0, "Waiting for its turn at the MSA server");
      return inTurn(async () => {
        // Whoever was before may have asked for the same.
        const found = await readKept(blobs, key, signal);
        if (found !== undefined) return found;
        const rows = await msaServer.align(sequence, context);
        return keep(blobs, key, rows, signal);
      }, signal);
    },
  };
}
