/** Bytes of an array's values, and the values. */
import { countOf, type ElementType, type Field, type PlainType } from "./element-type.ts";
import { NpzError } from "./failure.ts";
import type { ArrayData, Numbers, NumpyArray } from "./numpy-array.ts";
import { turn } from "./turn.ts";

const typed: Readonly<Record<string, (bytes: Uint8Array<ArrayBuffer>) => Numbers>> = {
  b1: (bytes) => new Uint8Array(...view(bytes, 1)),
  i1: (bytes) => new Int8Array(...view(bytes, 1)),
  u1: (bytes) => new Uint8Array(...view(bytes, 1)),
  i2: (bytes) => new Int16Array(...view(bytes, 2)),
  u2: (bytes) => new Uint16Array(...view(bytes, 2)),
  i4: (bytes) => new Int32Array(...view(bytes, 4)),
  u4: (bytes) => new Uint32Array(...view(bytes, 4)),
  i8: (bytes) => new BigInt64Array(...view(bytes, 8)),
  u8: (bytes) => new BigUint64Array(...view(bytes, 8)),
  f2: (bytes) => Float32Array.from(new Float16Array(...view(bytes, 2))),
  f4: (bytes) => new Float32Array(...view(bytes, 4)),
  f8: (bytes) => new Float64Array(...view(bytes, 8)),
  c8: (bytes) => new Float32Array(...view(bytes, 4)),
  c16: (bytes) => new Float64Array(...view(bytes, 8)),
  M8: (bytes) => new BigInt64Array(...view(bytes, 8)),
  m8: (bytes) => new BigInt64Array(...view(bytes, 8)),
};

/** Values that are rearranged before others have their turn: a few milliseconds. */
const rearrangedTogether = 2 ** 18;

/**
 * The values that bytes in C order stand for, without a copy where the machine has them the same.
 * @param shape with as many values as the bytes have
 * @throws NpzError when text has a code point that is none
 */
export function valuesOf(
  bytes: Uint8Array<ArrayBuffer>,
  type: ElementType,
  shape: readonly number[],
): ArrayData {
  if (type.kind === "fields") {
    return new Map(
      type.fields.map((field) => [field.name, column(bytes, field, type.width, shape)]),
    );
  }
  const own = type.bigEndian ? swapped(bytes, componentBytes(type)) : bytes;
  if (type.kind === "U") return texts(new Uint32Array(...view(own, 4)), type.width / 4);
  if (type.kind === "S") return texts(own, type.width);
  if (type.kind === "V") return new Uint8Array(...view(own, 1));
  return typed[`${type.kind}${type.width}`]!(own);
}

/** The same of a large array, with turns for others. */
export async function valuesByTurns(
  bytes: Uint8Array<ArrayBuffer>,
  type: ElementType,
  shape: readonly number[],
): Promise<ArrayData> {
  if (type.kind === "fields" || !type.bigEndian) return valuesOf(bytes, type, shape);
  const turned = new Uint8Array(bytes.length);
  for (const _ of swapping(bytes, componentBytes(type), turned)) await turn();
  return valuesOf(turned, { ...type, bigEndian: false }, shape);
}

/** The bytes of an array in C order, of one whose first axis is the fastest. A copy. */
export function inCOrder(
  bytes: Uint8Array<ArrayBuffer>,
  width: number,
  shape: readonly number[],
): Uint8Array<ArrayBuffer> {
  const ordered = new Uint8Array(bytes.length);
  for (const _ of ordering(bytes, width, shape, ordered));
  return ordered;
}

/** The same of a large array, with turns for others. */
export async function inCOrderByTurns(
  bytes: Uint8Array<ArrayBuffer>,
  width: number,
  shape: readonly number[],
): Promise<Uint8Array<ArrayBuffer>> {
  const ordered = new Uint8Array(bytes.length);
  for (const _ of ordering(bytes, width, shape, ordered)) await turn();
  return ordered;
}

/** Puts values in order, and pauses now and then. */
function* ordering(
  bytes: Uint8Array,
  width: number,
  shape: readonly number[],
  ordered: Uint8Array,
): Generator<void, void> {
  const strides = shape.map((_, axis) =>
    shape.slice(0, axis).reduce((stride, length) => stride * length, width),
  );
  const index = shape.map(() => 0);
  const pieceBytes = rearrangedTogether * width;
  let from = 0;
  for (let to = 0; to < bytes.length; to += width) {
    if (to > 0 && to % pieceBytes === 0) yield;
    for (let byte = 0; byte < width; byte++) ordered[to + byte] = bytes[from + byte]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      index[axis]!++;
      if (index[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
}

/** One field of structured values, as an array. */
function column(
  bytes: Uint8Array<ArrayBuffer>,
  { type, offset, shape: inner }: Field,
  stride: number,
  outer: readonly number[],
): NumpyArray {
  const width = countOf(inner).count * type.width;
  const values = width === 0 ? 0 : bytes.length / stride;
  const own = new Uint8Array(values * width);
  for (let i = 0; i < values; i++) {
    for (let byte = 0; byte < width; byte++) {
      own[i * width + byte] = bytes[i * stride + offset + byte]!;
    }
  }
  const shape = [...outer, ...inner];
  return { dtype: type.name, shape, fortranOrder: false, data: valuesOf(own, type, shape) };
}

/** The place of bytes in their buffer for a typed array, which begins at multiples of its width. */
function view(bytes: Uint8Array<ArrayBuffer>, width: number): [ArrayBuffer, number, number] {
  // Not `slice`: a Buffer's is no copy.
  const aligned = bytes.byteOffset % width === 0 ? bytes : new Uint8Array(bytes);
  const { buffer, byteOffset, length } = aligned;
  return [buffer, byteOffset, length / width];
}

/** Bytes of what is turned round when the byte order is. */
function componentBytes({ kind, width }: PlainType): number {
  if (kind === "U") return 4;
  if (kind === "S" || kind === "V") return 1;
  return kind === "c" ? width / 2 : width;
}

function swapped(bytes: Uint8Array<ArrayBuffer>, width: number): Uint8Array<ArrayBuffer> {
  const turned = new Uint8Array(bytes.length);
  for (const _ of swapping(bytes, width, turned));
  return turned;
}

/** Turns values round, and pauses now and then. */
function* swapping(bytes: Uint8Array, width: number, turned: Uint8Array): Generator<void, void> {
  const pieceBytes = rearrangedTogether * width;
  for (let at = 0; at < bytes.length; at += width) {
    if (at > 0 && at % pieceBytes === 0) yield;
    for (let byte = 0; byte < width; byte++) turned[at + byte] = bytes[at + width - 1 - byte]!;
  }
}

/** Most code points made a string of at once: as many as a call takes arguments. */
const pieceLength = 4096;

/** Texts of a fixed length each, of whose ends the zeros are no part. */
function texts(points: Uint32Array | Uint8Array, length: number): readonly string[] {
  return Array.from({ length: points.length / length }, (_, i) => {
    let end = (i + 1) * length;
    while (end > i * length && points[end - 1] === 0) end--;
    let text = "";
    for (let at = i * length; at < end; at += pieceLength) {
      text += fromPoints(points.subarray(at, Math.min(at + pieceLength, end)));
    }
    return text;
  });
}

function fromPoints(points: Uint32Array | Uint8Array): string {
  try {
    return String.fromCodePoint(...points);
  } catch (error) {
    throw new NpzError("A text has a character beyond U+10FFFF.", {}, { cause: error });
  }
}
