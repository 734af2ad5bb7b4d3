/** The arrays of a dataset, in ranked order, made as they are written. */
import { type NpyArray, numericArray, textArray } from "#src/arrays/npy.ts";
import { objectArray } from "#src/arrays/pickle.ts";
import { pointAt } from "../grid.ts";
import { type Columns, type Sweep, spectrumColumns } from "../sweep.ts";
import { type DatasetMetadata, metadataJson } from "./metadata.ts";
import type { Ranking } from "./sweeper.ts";

/** Values made at once. */
const CHUNK_VALUES = 2 ** 16;

/** Bytes of a dataset's spectra. */
export function spectraBytes({ grid, frequencies }: Sweep, columns: Columns): number {
  return 4 * grid.size * frequencies.length * spectrumColumns[columns].length;
}

/** Bytes of a dataset's numbers: of its file, stored, but for less than a part in a thousand. */
export function datasetBytes(sweep: Sweep, columns: Columns): number {
  const { grid, frequencies } = sweep;
  const others = grid.size * (grid.parameters.length + 1) + frequencies.length;
  return 4 * others + spectraBytes(sweep, columns);
}

/** What a dataset is made of. */
export interface DatasetParts {
  readonly sweep: Sweep;
  readonly ranking: Ranking;
  readonly columns: Columns;
  /** The spectra in ranked order, as `SweepRun.spectra` gives them. */
  readonly spectra: AsyncIterable<Uint8Array>;
  readonly metadata: DatasetMetadata;
}

/** The arrays of a dataset: parameters (N, P), resnorms (N), spectrum (N, F, columns) and the rest. */
export function datasetArrays(parts: DatasetParts): Readonly<Record<string, NpyArray>> {
  const { sweep, ranking, columns, spectra, metadata } = parts;
  const { grid, frequencies } = sweep;
  const width = spectrumColumns[columns].length;
  return {
    parameters: {
      dtype: "f4",
      shape: [grid.size, grid.parameters.length],
      data: parametersOf(sweep, ranking.order),
    },
    resnorms: { dtype: "f4", shape: [grid.size], data: resnormsOf(ranking) },
    spectrum: { dtype: "f4", shape: [grid.size, frequencies.length, width], data: spectra },
    frequencies: numericArray(Float32Array.from(frequencies)),
    metadata: objectArray({ ...metadata }),
    metadata_json: textArray(metadataJson(metadata)),
  };
}

function* parametersOf({ grid }: Sweep, order: Uint32Array): Generator<Uint8Array, void, void> {
  const width = grid.parameters.length;
  const point = new Float64Array(width);
  for (const indices of inChunks(order, Math.ceil(CHUNK_VALUES / width))) {
    const values = new Float32Array(indices.length * width);
    for (let row = 0; row < indices.length; row++) {
      pointAt(grid, indices[row]!, point);
      values.set(point, row * width);
    }
    yield new Uint8Array(values.buffer);
  }
}

function* resnormsOf({ resnorms, order }: Ranking): Generator<Uint8Array, void, void> {
  for (const indices of inChunks(order, CHUNK_VALUES)) {
    const values = new Float32Array(indices.length);
    for (let row = 0; row < indices.length; row++) values[row] = resnorms[indices[row]!]!;
    yield new Uint8Array(values.buffer);
  }
}

function* inChunks(order: Uint32Array, length: number): Generator<Uint32Array, void, void> {
  for (let at = 0; at < order.length; at += length) yield order.subarray(at, at + length);
}
