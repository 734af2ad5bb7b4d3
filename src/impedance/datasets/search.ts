/** Rows of a dataset that are good enough, and whose parameters lie within ranges. */
import { setImmediate } from "node:timers/promises";
import { BadFieldsError } from "#src/schema/bad-fields.ts";
import { BrokenDatasetError } from "./broken.ts";
import { type DatasetFile, firstOutOfOrder } from "./dataset.ts";
import type { Floats } from "./rows.ts";

/** Parameters that are looked through before others have their turn. */
const slabNumbers = 2 ** 16;

/** What is searched for. */
export interface Search {
  /** Greatest resnorm. Default: any that is a number. */
  readonly max_resnorm?: number | undefined;
  /** Most rows that are found. */
  readonly limit: number;
  /** The least and the greatest value of parameters, by their names. */
  readonly ranges: Readonly<Record<string, Range>>;
}

interface Range {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** Rows that were found, the best first. */
export interface Found {
  readonly indices: Uint32Array;
  /** [rows][parameters] */
  readonly parameters: Float64Array<ArrayBuffer>;
  readonly resnorms: Float64Array<ArrayBuffer>;
}

/**
 * Searches from the best row on, and stops where the rows are too bad, or enough.
 * @throws BadFieldsError naming ranges of parameters that there are not; BrokenDatasetError when the
 *   rows turn out not to be in order
 */
export async function search(
  file: DatasetFile,
  { max_resnorm = Number.POSITIVE_INFINITY, limit, ranges }: Search,
  signal?: AbortSignal,
): Promise<Found> {
  const { parameters, resnorms, parameterSets } = file;
  const bounds = boundsOf(file.parameterNames, ranges);
  const { width } = parameters;
  const slabRows = Math.ceil(slabNumbers / width);
  const readParameters = parameters.inTurn(signal);
  const readResnorms = resnorms.inTurn(signal);
  const found = { indices: [] as number[], parameters: [] as number[], resnorms: [] as number[] };
  let isEnough = false;
  for (let start = 0; start < parameterSets && !isEnough; start += slabRows) {
    const end = Math.min(start + slabRows, parameterSets);
    const [points, measures] = await Promise.all([
      readParameters(start, end),
      readResnorms(start, end),
    ]);
    checkOrder(measures, start);
    const isWithin = within(bounds, asStored(points));
    const worst = asStored(measures)(max_resnorm);
    for (let row = 0; row < measures.length && !isEnough; row++) {
      // A resnorm that is no number is worse than any.
      isEnough = found.indices.length === limit || !(measures[row]! <= worst);
      const point = points.subarray(row * width, (row + 1) * width);
      if (isEnough || !isWithin(point)) continue;
      found.indices.push(start + row);
      found.resnorms.push(measures[row]!);
      found.parameters.push(...point);
    }
    // What was read whole is there at once, however much it is.
    await setImmediate();
  }
  return {
    indices: Uint32Array.from(found.indices),
    parameters: Float64Array.from(found.parameters),
    resnorms: Float64Array.from(found.resnorms),
  };
}

/** A parameter's bounds. */
interface Bounds {
  /** Its number. */
  readonly i: number;
  readonly min: number;
  readonly max: number;
}

function boundsOf(names: readonly string[], ranges: Search["ranges"]): Bounds[] {
  const faults = Object.keys(ranges)
    .filter((name) => !names.includes(name))
    .map((name) => ({
      path: `ranges.${name}`,
      message: `is no parameter; there are ${names.join(", ")}`,
    }));
  if (faults.length > 0) throw new BadFieldsError(faults);
  return Object.entries(ranges).map(([name, range]) => {
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = range;
    return { i: names.indexOf(name), min, max };
  });
}

/** Rounds a bound as the numbers in the file were, so that it finds the value it was taken from. */
function asStored(numbers: Floats): (bound: number) => number {
  return numbers instanceof Float32Array ? Math.fround : (bound) => bound;
}

/** Whether a point lies within bounds. */
function within(bounds: readonly Bounds[], asStored: (bound: number) => number) {
  const stored = bounds.map(({ i, min, max }) => ({ i, min: asStored(min), max: asStored(max) }));
  return (point: Floats) => stored.every(({ i, min, max }) => point[i]! >= min && point[i]! <= max);
}

function checkOrder(resnorms: Floats, start: number): void {
  const row = firstOutOfOrder(resnorms);
  if (row === undefined) return;
  throw new BrokenDatasetError([
    `Resnorm array must be sorted, the best first, but row ${start + row} is better than the one before it`,
  ]);
}
