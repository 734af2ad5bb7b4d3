/** What the registry keeps of a file's contents. */
import { storable } from "./storable.ts";

/** What is known of a file from the file itself. */
export interface FileContents {
  /** Its size. */
  readonly bytes: number;
  /** Its SHA-256, in hexadecimal. */
  readonly sha256: string;
  /** Values on each axis, 2 … 10,000; null if the axes differ. */
  readonly gridSize: number | null;
  /** Sets of parameters: rows of the file. */
  readonly parameterSets: number;
  /** How many frequencies, 1 … 1,000,000, and the ends of their band in Hz, above 0. */
  readonly frequencies: number;
  readonly freqMin: number;
  readonly freqMax: number;
  /** What rows are ranked by: lower-case letters and dashes, up to 40. */
  readonly metric: string;
  /** Of row 0; null if no row has any. Infinity is one. */
  readonly bestResnorm: number | null;
  /** The file's metadata; 4 MiB in the database at most, which holds 512 KiB of any JSON. */
  readonly metadata: unknown;
  /** What is wrong with it, in sentences. Default: nothing. */
  readonly problems?: readonly string[] | undefined;
  /** When it was made. */
  readonly computedAt: Date;
}

/** The columns that hold it. */
export const contentColumns = [
  "file_bytes",
  "sha256",
  "grid_size",
  "n_parameters",
  "num_points",
  "min_freq",
  "max_freq",
  "metric",
  "best_resnorm",
  "computation_metadata",
  "problems",
  "computed_at",
] as const;

/** A parameter for each of these columns, from `$first` on. */
export function contentParameters(first: number): string[] {
  return contentColumns.map((_, i) => `$${first + i}`);
}

/** What goes into these columns, in their order. */
export function contentValues(contents: FileContents): unknown[] {
  return [
    contents.bytes,
    contents.sha256,
    contents.gridSize,
    contents.parameterSets,
    contents.frequencies,
    contents.freqMin,
    contents.freqMax,
    contents.metric,
    contents.bestResnorm,
    storable(contents.metadata),
    storable(contents.problems ?? []),
    contents.computedAt,
  ];
}
