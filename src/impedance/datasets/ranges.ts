/** Between which values the parameters of a dataset lie. */
import { setImmediate } from "node:timers/promises";
import type { DatasetFile } from "./dataset.ts";

/** Values that are looked through before others have their turn. */
const slabValues = 2 ** 18;

/** The least and the greatest finite value; neither where there is none. */
export interface ParameterRange {
  readonly min?: number;
  readonly max?: number;
}

const known = new WeakMap<DatasetFile, readonly ParameterRange[]>();

/**
 * The range of each parameter, in their order. All rows are read, once a file.
 * @throws BrokenDatasetError when they cannot be read
 */
export async function rangesOf(
  file: DatasetFile,
  signal?: AbortSignal,
): Promise<readonly ParameterRange[]> {
  const before = known.get(file);
  if (before) return before;
  const { width } = file.parameters;
  const slabRows = Math.ceil(slabValues / width);
  const least = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
  const greatest = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
  const read = file.parameters.inTurn(signal);
  for (let start = 0; start < file.parameterSets; start += slabRows) {
    const values = await read(start, Math.min(start + slabRows, file.parameterSets));
    for (let at = 0; at < values.length; at += width) {
      for (let i = 0; i < width; i++) {
        const value = values[at + i]!;
        if (!Number.isFinite(value)) continue;
        if (value < least[i]!) least[i] = value;
        if (value > greatest[i]!) greatest[i] = value;
      }
    }
    await setImmediate();
  }
  const ranges = Array.from(least, (min, i) => {
    const max = greatest[i]!;
    return min <= max ? { min, max } : {};
  });
  known.set(file, ranges);
  return ranges;
}
