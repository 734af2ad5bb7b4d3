/** A sweep's dataset: its grid is ranked first, and its file is made as it is written. */
import { npzBytes } from "#src/arrays/npz.ts";
import { datasetArrays } from "./archive.ts";
import { type DatasetFacts, type DatasetMetadata, metadataOf } from "./metadata.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import type { SweepRun } from "./sweeper.ts";

/** A dataset that is ranked, and not written yet. */
export interface RankedDataset {
  readonly outcome: Outcome;
  readonly metadata: DatasetMetadata;
  /** The file's bytes; they can be taken once. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Told how far it is. */
export interface DatasetProgress {
  /** Points of the grid. */
  readonly ranked: (points: number) => void;
  /** Bytes of spectra, before they are compressed. */
  readonly written: (bytes: number) => void;
}

const nobody: DatasetProgress = { ranked() {}, written() {} };

/** Ranks a sweep, and lays its file out. */
export async function rankDataset(
  run: SweepRun,
  facts: Omit<DatasetFacts, "outcome">,
  { ranked, written }: DatasetProgress = nobody,
): Promise<RankedDataset> {
  const { request, sweep } = facts;
  const { columns, compression } = request;
  const ranking = await run.rank(ranked);
  const outcome = outcomeOf(sweep.grid, ranking);
  const metadata = metadataOf({ ...facts, outcome });
  const isStored = compression === "stored";
  const computed = run.spectra(ranking.order, columns);
  // What compresses holds chunks for longer than they last.
  const spectra = counted(isStored ? computed : copies(computed), written);
  const arrays = datasetArrays({ sweep, ranking, columns, spectra, metadata });
  const bytes = npzBytes(arrays, { packing: isStored ? "stored" : "deflated" });
  return { outcome, metadata, bytes };
}

async function* counted(chunks: AsyncIterable<Uint8Array>, written: (bytes: number) => void) {
  let bytes = 0;
  for await (const chunk of chunks) {
    yield chunk;
    bytes += chunk.length;
    written(bytes);
  }
}

async function* copies(chunks: AsyncIterable<Uint8Array>) {
  for await (const chunk of chunks) yield chunk.slice();
}
