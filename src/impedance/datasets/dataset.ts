/** A dataset's file, opened: what it holds, and its rows by range. */
import { crc32 } from "node:zlib";
import { type Npz, openNpz } from "#src/arrays/npz-reader.ts";
import type { ByteSource } from "#src/arrays/source.ts";
import { BrokenDatasetError, reading } from "./broken.ts";
import {
  descriptionOf,
  nameProblems,
  parameterNamesOf,
  type SelfDescription,
} from "./description.ts";
import { readMetadata } from "./metadata.ts";
import { type Floats, type Rows, rowsOf } from "./rows.ts";
import { columnsOf, type Descriptions, missingArrays, shapeProblems } from "./shapes.ts";

/** Rows whose order is looked at when a dataset is opened: as many as are asked for by default. */
const rowsLookedAt = 1000;

/** A dataset's file. It holds nothing open, and of its rows none. */
export interface DatasetFile extends SelfDescription {
  /** Rows of the arrays: one a parameter set, the best first. */
  readonly parameters: Rows;
  readonly resnorms: Rows;
  /** In each row a frequency after the other, with its columns side by side. */
  readonly spectra: Rows;
  /** Names of a spectrum's columns: real, imag, and with four of them magnitude, phase. */
  readonly columns: readonly string[];
  /** In Hz, in the order of the spectra. */
  readonly frequencies: readonly number[];
  /**
   * Reads all of it through, and compares the checksums, which nothing else does for rows.
   * @throws BrokenDatasetError saying where it is damaged
   */
  verify(signal?: AbortSignal): Promise<void>;
}

/**
 * Opens a dataset's file, and looks whether it is one: the arrays that must be there, their shapes
 * together, the metadata, and the order of the first rows.
 * @throws BrokenDatasetError saying everything that is wrong; what the source throws, as it is
 */
export async function openDataset(source: ByteSource, signal?: AbortSignal): Promise<DatasetFile> {
  const npz = await reading(() => openNpz(source, { checksum: crc32, signal }));
  refuse(missingArrays(npz.names));
  const [metadata, arrays] = await Promise.all([
    readMetadata(npz, signal),
    reading(() => describe(npz, signal)),
  ]);
  const names = parameterNamesOf(metadata);
  refuse([...nameProblems(metadata, names), ...shapeProblems(arrays, names)]);

  const rows = (name: keyof Descriptions) => rowsOf(npz, name, arrays[name]);
  const resnorms = rows("resnorms");
  const [sets] = arrays.parameters.shape as [number];
  const [count] = arrays.frequencies.shape as [number];
  const [best, frequencies] = await Promise.all([
    resnorms.read(0, Math.min(sets, rowsLookedAt), signal),
    rows("frequencies").read(0, count, signal),
  ]);
  refuse([...orderProblems(best), ...frequencyProblems(frequencies)]);
  const columns = columnsOf(arrays.spectrum.shape[2]!);
  return {
    ...descriptionOf(metadata, { sets, names, frequencies, columns, best: best[0]! }),
    parameters: rows("parameters"),
    resnorms,
    spectra: rows("spectrum"),
    columns,
    frequencies: Array.from(frequencies),
    verify: (signal) => reading(() => npz.verify(signal)),
  };
}

/** The place of the first resnorm that is better than the one before it; NaN are the worst. */
export function firstOutOfOrder(resnorms: Floats): number | undefined {
  const index = resnorms.findIndex((resnorm, i) => {
    const before = i === 0 ? Number.NEGATIVE_INFINITY : resnorms[i - 1]!;
    return resnorm < before || (Number.isNaN(before) && !Number.isNaN(resnorm));
  });
  return index < 0 ? undefined : index;
}

async function describe(npz: Npz, signal: AbortSignal | undefined): Promise<Descriptions> {
  const [parameters, resnorms, spectrum, frequencies] = await Promise.all([
    npz.describe("parameters", signal),
    npz.describe("resnorms", signal),
    npz.describe("spectrum", signal),
    npz.describe("frequencies", signal),
  ]);
  return { parameters, resnorms, spectrum, frequencies };
}

function orderProblems(resnorms: Floats): string[] {
  if (resnorms.some((resnorm) => resnorm < 0))
    return ["Resnorm array must have no negative values"];
  const row = firstOutOfOrder(resnorms);
  if (row === undefined) return [];
  return [
    `Resnorm array must be sorted, the best first, but row ${row} is better than row ${row - 1}`,
  ];
}

function frequencyProblems(frequencies: Floats): string[] {
  const index = frequencies.findIndex((f) => !(f > 0 && f < Number.POSITIVE_INFINITY));
  return index < 0
    ? []
    : [`Frequencies must be more than 0 Hz, but number ${index} is ${frequencies[index]}`];
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new BrokenDatasetError(problems);
}
