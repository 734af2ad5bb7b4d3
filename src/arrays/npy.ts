/**
 * Writes NumPy's array file format, version 1.0 (numpy.lib.format): a text header that pads the data to a
 * multiple of 64 bytes, then the values in C order, little-endian. Later versions exist for headers
 * beyond 65,535 bytes and for field names beyond Latin-1; only structured types need those.
 */

/** Bytes of one value by its type in NumPy's letters: c8 is two float32, c16 two float64. */
const itemBytes = {
  ...{ b1: 1, i1: 1, i2: 2, i4: 4, i8: 8, u1: 1, u2: 2, u4: 4, u8: 8 },
  ...{ f2: 2, f4: 4, f8: 8, c8: 8, c16: 16 },
} as const;

/**
 * NumPy's type of the values; b1 is 0 or 1, `U12` is text of up to 12 code points, 4 bytes each, O
 * is objects of Python.
 */
export type Dtype = keyof typeof itemBytes | `U${number}` | "O";

/** What is known of an array before its values. */
export interface ArrayHeader {
  readonly dtype: Dtype;
  /** Length along each axis, slowest first; `[]` is a scalar. */
  readonly shape: readonly number[];
  /** Bytes of the pickle that the values of an O are. */
  readonly pickleBytes?: number;
}

/** An array to write. */
export interface NpyArray extends ArrayHeader {
  /** The values' bytes in C order, little-endian, cut anywhere; as many as the header says. */
  readonly data: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** The data of an NPY file begins at a multiple of this many bytes (numpy.lib.format.ARRAY_ALIGN). */
export const npyAlignment = 64;

/** NumPy leaves room for the first axis to grow to this many digits without moving the data. */
const growthDigits = 21;

/** The bytes of an NPY file before its values: those NumPy writes, to the byte. */
export function npyHeader({ dtype, shape }: ArrayHeader): Uint8Array<ArrayBuffer> {
  const axes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const room = " ".repeat(shape.length === 0 ? 0 : growthDigits - String(shape[0]).length);
  const text = `{'descr': '${order(dtype)}${dtype}', 'fortran_order': False, 'shape': (${axes}), }${room}`;
  const prefix = 10;
  const unpadded = prefix + text.length + 1;
  const length = unpadded + npyAlignment - (unpadded % npyAlignment);
  const header = new Uint8Array(length).fill(0x20);
  header.set([0x93, ...ascii("NUMPY"), 1, 0, (length - prefix) & 0xff, (length - prefix) >> 8]);
  header.set(ascii(text), prefix);
  header[length - 1] = 0x0a;
  return header;
}

/**
 * Bytes of an array's values.
 * @throws RangeError when the shape is none, or more bytes than a number counts.
 */
export function npyDataBytes({ dtype, shape, pickleBytes }: ArrayHeader): number {
  if (dtype === "O") return pickleBytes ?? 0;
  const item = dtype in itemBytes ? itemBytes[dtype as keyof typeof itemBytes] : textBytes(dtype);
  const bytes = shape.reduce((product, axis) => product * axis, item);
  if (shape.some((axis) => !Number.isSafeInteger(axis) || axis < 0)) {
    throw new RangeError(`The shape (${shape.join(", ")}) is no shape: axes are counts.`);
  }
  if (!Number.isSafeInteger(bytes)) {
    throw new RangeError(`An array of shape (${shape.join(", ")}) is ${bytes} bytes: too many.`);
  }
  return bytes;
}

/** Typed arrays whose bytes are NumPy's, on a little-endian machine. */
export type NumericArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float16Array
  | Float32Array
  | Float64Array;

const dtypes: Readonly<Record<NumericArray[typeof Symbol.toStringTag], Dtype>> = {
  Int8Array: "i1",
  Uint8Array: "u1",
  Int16Array: "i2",
  Uint16Array: "u2",
  Int32Array: "i4",
  Uint32Array: "u4",
  BigInt64Array: "i8",
  BigUint64Array: "u8",
  Float16Array: "f2",
  Float32Array: "f4",
  Float64Array: "f8",
};

/** A typed array as an NPY array: its bytes, not a copy. `shape` defaults to one axis. */
export function numericArray(values: NumericArray, shape = [values.length]): NpyArray {
  const data = [new Uint8Array(values.buffer, values.byteOffset, values.byteLength)];
  return { dtype: dtypes[values[Symbol.toStringTag]], shape, data };
}

/** A string as a NumPy scalar, an array of strings as an array of one axis. */
export function textArray(text: string | readonly string[]): NpyArray {
  const strings = (typeof text === "string" ? [text] : text).map((s) => Array.from(s, codePoint));
  // NumPy has no text of length 0: '' is a <U1 of one NUL.
  const width = strings.reduce((widest, { length }) => Math.max(widest, length), 1);
  const data = new Uint32Array(strings.length * width);
  for (const [i, points] of strings.entries()) data.set(points, i * width);
  return {
    dtype: `U${width}`,
    shape: typeof text === "string" ? [] : [text.length],
    data: [new Uint8Array(data.buffer)],
  };
}

/** Real and imaginary parts, one after the other, as the bytes of complex64 (c8) values. */
export function complexBytes(real: Float32Array, imag: Float32Array): Uint8Array<ArrayBuffer> {
  const values = new Float32Array(2 * real.length);
  for (let i = 0; i < real.length; i++) {
    values[2 * i] = real[i]!;
    values[2 * i + 1] = imag[i]!;
  }
  return new Uint8Array(values.buffer);
}

/** NumPy's byte order; it has none for single bytes and for objects. */
function order(dtype: Dtype): "<" | "|" {
  return ["O", "b1", "i1", "u1"].includes(dtype) ? "|" : "<";
}

function textBytes(dtype: Dtype): number {
  return 4 * Number(dtype.slice(1));
}

function codePoint(character: string): number {
  return character.codePointAt(0)!;
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
