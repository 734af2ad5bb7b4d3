/** Reads arrays from NPY files, whole or some rows of them. */
import { contains } from "./element-type.ts";
import { NpzError } from "./failure.ts";
import { type NpyHeader, readNpyHeader } from "./npy-header.ts";
import type { NumpyArray, PickledValue } from "./numpy-array.ts";
import type { ByteSource } from "./source.ts";
import { mostPickleBytes, unpickle } from "./unpickle.ts";
import { PickledArray } from "./unpickle-numpy.ts";
import { inCOrderByTurns, valuesByTurns } from "./values.ts";
import type { EntrySource } from "./zip-entry.ts";

/** What of an array is read, and how much. */
export interface ReadOptions {
  /** Rows of the first axis from `start` up to, and without, `end`. Default: all. */
  readonly rows?: { readonly start: number; readonly end: number };
  /** Most bytes of values that are read; more are an NpzError. Default: 2 GiB. */
  readonly limit?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Most bytes that are read unless somebody says otherwise. */
export const defaultLimit = 2 ** 31;

/** Most bytes of text: as strings it takes several times the room. */
const mostTextBytes = 16 * 1024 * 1024;

/**
 * Reads an NPY file.
 * @throws NpzError when it is none, is broken, or is more than is read
 * @throws RangeError when there are no such rows
 */
export async function readNpy(source: ByteSource, options: ReadOptions = {}): Promise<NumpyArray> {
  return readValues(source, await readNpyHeader(source, options.signal), options);
}

/**
 * Reads the values of an NPY file whose header is known. Of rows in C order only their bytes are
 * read. Whole arrays are read together with their header, so that a checksum of the file is verified.
 * @throws as `readNpy`
 */
export async function readValues(
  source: ByteSource,
  header: NpyHeader,
  { rows, limit = defaultLimit, signal }: ReadOptions = {},
): Promise<NumpyArray> {
  const { type, shape, count, fortranOrder, dataOffset } = header;
  checkRows(rows, shape);
  const own = rows ? [rows.end - rows.start, ...shape.slice(1)] : shape;
  const array = { dtype: type.name, shape: own, fortranOrder };
  if (contains(type, "O")) {
    const objects = await readObjects(source, header, signal);
    const each = rows && shape[0]! > 0 ? count / shape[0]! : 0;
    const part = rows ? objects.slice(rows.start * each, rows.end * each) : objects;
    return { ...array, data: part };
  }
  const rowBytes = rows && shape[0]! > 0 ? (count / shape[0]!) * type.width : 0;
  const inPlace = rows !== undefined && !fortranOrder;
  const bytes = inPlace ? rowBytes * own[0]! : count * type.width;
  const most = contains(type, "US") ? Math.min(limit, mostTextBytes) : limit;
  if (bytes > most) {
    throw new NpzError(`These are ${bytes} bytes of values; at most ${most} are read at once.`);
  }
  if (inPlace) {
    const start = dataOffset + rows.start * rowBytes;
    return {
      ...array,
      data: await valuesByTurns(await source.read(start, start + bytes, signal), type, own),
    };
  }
  const file = await source.read(0, source.size, signal);
  const values = file.subarray(dataOffset);
  const ordered =
    fortranOrder && shape.length > 1 ? await inCOrderByTurns(values, type.width, shape) : values;
  const part = rows ? ordered.subarray(rows.start * rowBytes, rows.end * rowBytes) : ordered;
  return { ...array, data: await valuesByTurns(part, type, own) };
}

/**
 * Reads single rows of the first axis in one pass, whether they can be read by range or not.
 * @param rows numbers of rows, ascending and each once, of an array in C order and not of objects
 * @throws NpzError when the file is broken; RangeError when there are no such rows
 */
export async function readRowsAt(
  source: EntrySource,
  { type, shape, count, fortranOrder, dataOffset }: NpyHeader,
  rows: readonly number[],
  signal?: AbortSignal,
): Promise<NumpyArray> {
  if (fortranOrder || contains(type, "O")) throw new NpzError("Its rows do not lie together.");
  checkRows({ start: rows[0] ?? 0, end: (rows.at(-1) ?? -1) + 1 }, shape);
  const rowBytes = rows.length > 0 ? (count / shape[0]!) * type.width : 0;
  const starts = rows.map((row) => dataOffset + row * rowBytes);
  const own = [rows.length, ...shape.slice(1)];
  const bytes = await source.readEach(starts, rowBytes, signal);
  return {
    dtype: type.name,
    shape: own,
    fortranOrder,
    data: await valuesByTurns(bytes, type, own),
  };
}

/** The objects of a pickled array, in C order. */
async function readObjects(
  source: ByteSource,
  { type, shape, count, dataOffset }: NpyHeader,
  signal: AbortSignal | undefined,
): Promise<readonly PickledValue[]> {
  if (type.kind !== "O") throw new NpzError("Objects in the fields of an array are not read.");
  if (source.size - dataOffset > mostPickleBytes) {
    throw new NpzError(
      `The pickled objects are ${source.size - dataOffset} bytes; at most ${mostPickleBytes} are read.`,
      { byte: dataOffset },
    );
  }
  const file = await source.read(0, source.size, signal);
  const array = unpickle(file.subarray(dataOffset), dataOffset);
  if (!(array instanceof PickledArray) || array.shape.join() !== shape.join()) {
    throw new NpzError(
      `What is pickled should be an array of shape (${shape.join(", ")}), ${count} objects.`,
      { byte: dataOffset },
    );
  }
  if (!Array.isArray(array.data)) {
    throw new NpzError("The pickled array should be one of objects.", { byte: dataOffset });
  }
  return array.data;
}

function checkRows(rows: ReadOptions["rows"], shape: readonly number[]): void {
  if (!rows) return;
  const { start, end } = rows;
  const length = shape[0];
  const counts = Number.isSafeInteger(start) && Number.isSafeInteger(end);
  if (length === undefined || !counts || start < 0 || start > end || end > length) {
    throw new RangeError(
      `There are no rows from ${start} up to ${end} in an array of shape (${shape.join(", ")}).`,
    );
  }
}
