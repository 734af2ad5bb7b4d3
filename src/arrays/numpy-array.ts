/** What is read: arrays, and the objects of Python that pickled ones hold. */

/** Numbers of every type; complex ones are pairs, moments and durations whole numbers of a unit. */
export type Numbers =
  | Int8Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | BigUint64Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

/** What an array holds, in C order; a field of a structured array is an array of its own. */
export type ArrayData =
  | Numbers
  | readonly string[]
  | readonly PickledValue[]
  | ReadonlyMap<string, NumpyArray>;

/** An array that was read. */
export interface NumpyArray {
  /** NumPy's letters without the byte order: `f4`, `c8`, `U12`, `M8[ns]`, `O`; or `fields`. */
  readonly dtype: string;
  /** Length along each axis, slowest first; `[]` is a scalar. */
  readonly shape: readonly number[];
  /** Whether the file has the first axis as the fastest; `data` never has. */
  readonly fortranOrder: boolean;
  /**
   * The values in C order and the machine's byte order. b is 0 or 1; f2 is a Float32Array; c8 and c16
   * are real and imaginary part, one after the other; M8 and m8 are counts of their unit, NaT the
   * least; U and S are strings without the zeros at their ends, S with a character for each byte; V
   * is the bytes. It may be a view of the source's bytes.
   */
  readonly data: ArrayData;
}

/**
 * An object of Python. Whole numbers beyond what a number counts exactly are bigints; lists and
 * tuples are both arrays; dictionaries are maps, in their order.
 */
export type PickledValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickledValue[]
  | Map<PickledKey, PickledValue>
  | NumpyArray;

/** A key of a dictionary. */
export type PickledKey = null | boolean | number | bigint | string;
