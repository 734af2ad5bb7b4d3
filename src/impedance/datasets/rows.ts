/** Rows of a dataset's arrays as floating-point numbers, whatever type and order the file has. */
import { setImmediate } from "node:timers/promises";
import type { ArrayDescription, Npz } from "#src/arrays/npz-reader.ts";
import type { NumpyArray } from "#src/arrays/numpy-array.ts";
import { BadFieldsError } from "#src/schema/bad-fields.ts";
import { reading } from "./broken.ts";

/** Numbers; float32 where the file has them so, float64 for every other type. */
export type Floats = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** Most bytes of the numbers of an array that has to be read whole, as floating-point numbers. */
const mostWhole = 256 * 1024 * 1024;

/** Numbers that are converted before others have their turn. */
const convertedTogether = 65_536;

/** Rows so near each other are read together with what is between them, up to so much at once. */
const together = { gap: 128 * 1024, most: 16 * 1024 * 1024 };

/** Most bytes that are inflated to find rows: it takes seconds. */
const mostInflated = 1024 * 1024 * 1024;

/** Reads of one question that are under way at once. */
const atOnce = 4;

/** The rows of one array. */
export interface Rows {
  /** Numbers of a row. */
  readonly width: number;
  /**
   * Rows from `start` up to, and without, `end`.
   * @throws BrokenDatasetError when they cannot be read, or take too much to be
   */
  read(start: number, end: number, signal?: AbortSignal): Promise<Floats>;
  /**
   * Rows anywhere, in the order in which they are asked for.
   * @throws BrokenDatasetError as above; BadFieldsError when too much would be inflated for them
   */
  at(indices: readonly number[], signal?: AbortSignal): Promise<Floats>;
  /**
   * The same as `read`, for rows that are asked for one slab after the other: what cannot be read by
   * range is then read once.
   */
  inTurn(signal?: AbortSignal): (start: number, end: number) => Promise<Floats>;
}

/** The rows of an array that holds numbers. */
export function rowsOf(npz: Npz, name: string, array: ArrayDescription): Rows {
  const { shape, fortranOrder, byRange, dtype, bytes } = array;
  const [length = 0, ...axes] = shape;
  const width = axes.reduce((product, axis) => product * axis, 1);
  const isSingle = dtype === "f4" || dtype === "f2";
  // As they are held: what takes a byte in the file takes eight then.
  const numberBytes = isSingle ? 4 : 8;
  const rowBytes = width * numberBytes;
  const wholeLimit = (mostWhole / numberBytes) * Number(dtype.slice(1));

  let held: WeakRef<Promise<Floats>> | undefined;
  /**
   * All rows, in memory for as long as somebody looks at them: many who do hold one copy. It is
   * nobody's own, so nobody calls the reading off.
   */
  function whole(): Promise<Floats> {
    const before = held?.deref();
    if (before) return before;
    const found = reading(async () => floats(await npz.read(name, { limit: wholeLimit })));
    held = new WeakRef(found);
    // Told to whoever asks for rows; who asks later may have better luck.
    found.catch(() => {
      held = undefined;
    });
    return found;
  }

  async function ofWhole(all: Promise<Floats>, start: number, end: number, signal?: AbortSignal) {
    const rows = (await all).subarray(start * width, end * width);
    signal?.throwIfAborted();
    return rows;
  }

  const read: Rows["read"] = (start, end, signal) => {
    if (fortranOrder) return ofWhole(whole(), start, end, signal);
    const limit = Number.POSITIVE_INFINITY;
    return reading(async () =>
      floats(await npz.read(name, { rows: { start, end }, limit, signal })),
    );
  };

  /** Rows of what is deflated, which is inflated once. */
  async function inflatedAt(indices: readonly number[], signal?: AbortSignal) {
    const numbers = [...new Set(indices)].sort((a, b) => a - b);
    checkInflated(((numbers.at(-1)! + 1) * bytes) / length);
    const found = await reading(async () => floats(await npz.readRows(name, numbers, signal)));
    const places = new Map(numbers.map((number, place) => [number, place]));
    const rows = new (isSingle ? Float32Array : Float64Array)(indices.length * width);
    for (const [i, index] of indices.entries()) {
      const from = places.get(index)! * width;
      rows.set(found.subarray(from, from + width), i * width);
    }
    return rows;
  }

  return {
    width,
    read,
    async at(indices, signal) {
      if (!byRange && !fortranOrder) return inflatedAt(indices, signal);
      const rows = new (isSingle ? Float32Array : Float64Array)(indices.length * width);
      const groups = fortranOrder
        ? [{ start: 0, end: length, places: [...indices.keys()] }]
        : groupsOf(indices, rowsTogether(rowBytes));
      const take = async () => {
        for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
          const { start, end, places } = group;
          const found = await read(start, end, signal);
          for (const place of places) {
            const from = (indices[place]! - start) * width;
            rows.set(found.subarray(from, from + width), place * width);
          }
        }
      };
      await Promise.all(Array.from({ length: byRange ? atOnce : 1 }, take));
      return rows;
    },
    inTurn(signal) {
      if (byRange) return (start, end) => read(start, end, signal);
      const all = whole();
      return (start, end) => ofWhole(all, start, end, signal);
    },
  };
}

function checkInflated(bytes: number): void {
  if (bytes <= mostInflated) return;
  const message =
    `lie behind ${Math.ceil(bytes)} bytes that would have to be inflated; at most ${mostInflated} are: ` +
    "download the file, or store it uncompressed";
  throw new BadFieldsError([{ path: "indices", message }]);
}

/** Rows that are read at once, and the places at which they were asked for. */
interface Group {
  readonly start: number;
  end: number;
  readonly places: number[];
}

function rowsTogether(rowBytes: number) {
  return { gap: together.gap / rowBytes, most: together.most / rowBytes };
}

/** Puts rows that lie near each other into groups. */
function groupsOf(indices: readonly number[], { gap, most }: typeof together): Group[] {
  const groups: Group[] = [];
  const places = [...indices.keys()].sort((a, b) => indices[a]! - indices[b]!);
  for (const place of places) {
    const index = indices[place]!;
    const group = groups.at(-1);
    if (group && index - group.end <= gap && index + 1 - group.start <= most) {
      group.end = index + 1;
      group.places.push(place);
    } else {
      groups.push({ start: index, end: index + 1, places: [place] });
    }
  }
  return groups;
}

/** Numbers as they are, or in float64; those that do not fit are rounded. */
async function floats({ data }: NumpyArray): Promise<Floats> {
  if (data instanceof Float32Array || data instanceof Float64Array) return data;
  const numbers = data as ArrayLike<number | bigint>;
  const converted = new Float64Array(numbers.length);
  for (let start = 0; start < numbers.length; start += convertedTogether) {
    if (start > 0) await setImmediate();
    const end = Math.min(start + convertedTogether, numbers.length);
    for (let i = start; i < end; i++) converted[i] = Number(numbers[i]);
  }
  return converted;
}
