/**
 * Writes an object of Python into an array, as `numpy.save` does: a pickle (protocol 4) of an array
 * of no axes that holds it. `numpy.load(…, allow_pickle=True)[name].item()` is the object again.
 */
import type { NpyArray } from "./npy.ts";

/** A number that is a `float` in Python even when it is whole. */
export class PythonFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** What can be written. Whole numbers become `int`, others `float`; objects become `dict`. */
export type Picklable =
  | null
  | boolean
  | number
  | bigint
  | PythonFloat
  | string
  | readonly Picklable[]
  | { readonly [key: string]: Picklable };

/** An array of no axes that holds an object of Python. */
export function objectArray(value: Picklable): NpyArray {
  // The opcodes are those that `unpickle.ts` reads, one for one. `numpy.core` is a name that both
  // NumPy 1 and NumPy 2 know; what the numbers mean is in array_setstate and arraydescr_setstate.
  const pickle = [
    ...opcodes("\x80\x04"),
    ...named("numpy.core.multiarray", "_reconstruct"),
    ...[...named("numpy", "ndarray"), ...opcodes("K\x00\x85C\x01b\x87R")],
    ...[
      ...opcodes("(K\x01)"),
      ...named("numpy", "dtype"),
      ...text("O8"),
      ...opcodes("\x89\x88\x87R"),
    ],
    ...[
      ...opcodes("(K\x03"),
      ...text("|"),
      ...opcodes("NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK?tb"),
    ],
    ...[...opcodes("\x89]"), ...pickled(value), ...opcodes("atb.")],
  ];
  return { dtype: "O", shape: [], pickleBytes: pickle.length, data: [Uint8Array.from(pickle)] };
}

function* pickled(value: Picklable): Generator<number, void, void> {
  if (value === null) yield* opcodes("N");
  else if (typeof value === "boolean") yield* opcodes(value ? "\x88" : "\x89");
  else if (typeof value === "string") yield* text(value);
  else if (typeof value === "bigint") yield* integer(value);
  else if (typeof value === "number") yield* number(value);
  else if (value instanceof PythonFloat) yield* float(value.value);
  else if (isList(value)) {
    yield* opcodes("](");
    for (const item of value) yield* pickled(item);
    yield* opcodes("e");
  } else {
    yield* opcodes("}(");
    for (const [key, item] of Object.entries(value)) {
      yield* text(key);
      yield* pickled(item);
    }
    yield* opcodes("u");
  }
}

function number(value: number): Iterable<number> {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return integer(BigInt(value));
  return float(value);
}

function float(value: number): Iterable<number> {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, false);
  return [...opcodes("G"), ...bytes];
}

function integer(value: bigint): Iterable<number> {
  if (BigInt.asUintN(8, value) === value) return [...opcodes("K"), Number(value)];
  if (BigInt.asIntN(32, value) === value) return [...opcodes("J"), ...littleEndian(value, 4)];
  // Two's complement: as many bytes as the digits and the sign take.
  const length = 1 + Math.ceil((value < 0n ? -value : value).toString(2).length / 8);
  if (length > 0xff) {
    return [...opcodes("\x8b"), ...littleEndian(BigInt(length), 4), ...littleEndian(value, length)];
  }
  return [...opcodes("\x8a"), length, ...littleEndian(value, length)];
}

function* text(value: string): Generator<number, void, void> {
  const bytes = new TextEncoder().encode(value);
  if (bytes.length <= 0xff) yield* [...opcodes("\x8c"), bytes.length];
  else yield* [...opcodes("X"), ...littleEndian(BigInt(bytes.length), 4)];
  yield* bytes;
}

function named(module: string, name: string): readonly number[] {
  return [...text(module), ...text(name), ...opcodes("\x93")];
}

function littleEndian(value: bigint, length: number): readonly number[] {
  return Array.from({ length }, (_, i) => Number(BigInt.asUintN(8, value >> BigInt(8 * i))));
}

function opcodes(letters: string): readonly number[] {
  return Array.from(letters, (letter) => letter.charCodeAt(0));
}

function isList(value: Picklable): value is readonly Picklable[] {
  return Array.isArray(value);
}
