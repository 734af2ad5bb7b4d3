/**
 * The few things of Python that a pickled array of NumPy names and calls, as data: nothing is looked
 * up, imported or run. What they make of their arguments is in numpy/core/src/multiarray
 * (array_setstate, arraydescr_setstate) and numpy/core/multiarray's `scalar`.
 */
import { countOf, type PlainType, plainType } from "./element-type.ts";
import { NpzError, shown } from "./failure.ts";
import type { ArrayData, NumpyArray, PickledKey, PickledValue } from "./numpy-array.ts";
import { inCOrder, valuesOf } from "./values.ts";

/** What may be on the stack: values, and what makes them. */
export type Item = PickledValue | PickledGlobal | PickledType;

type Call = (args: readonly Item[], spend: (bytes: number) => void) => Item;

/** A function or class that a pickle names. */
export class PickledGlobal {
  readonly name: string;
  /** Undefined for what is only named, not called. */
  readonly call: Call | undefined;

  constructor(name: string, call?: Call) {
    this.name = name;
    this.call = call;
  }
}

/** A dtype while its pickle is read. */
export class PickledType {
  type: PlainType;

  constructor(type: PlainType) {
    this.type = type;
  }
}

/** An array in a pickle: first made, empty, then filled by its state. */
export class PickledArray implements NumpyArray {
  dtype = "i1";
  shape: readonly number[] = [0];
  fortranOrder = false;
  data: ArrayData = new Int8Array();
}

const ndarray = new PickledGlobal("numpy.ndarray");
const dtype = new PickledGlobal("numpy.dtype", ([name, ...flags]) => {
  if (typeof name !== "string" || !flags.every((flag) => typeof flag === "boolean")) {
    throw refused("numpy.dtype");
  }
  return new PickledType(plainType(name));
});
const reconstruct = new PickledGlobal("numpy _reconstruct", ([type, shape, letter]) => {
  if (type !== ndarray || !Array.isArray(shape) || !(letter instanceof Uint8Array)) {
    throw refused("numpy _reconstruct");
  }
  return new PickledArray();
});
const scalar = new PickledGlobal("numpy scalar", ([type, bytes], spend) => {
  if (!(type instanceof PickledType) || !(bytes instanceof Uint8Array)) {
    throw refused("numpy scalar");
  }
  const { kind, width } = type.type;
  if (kind === "O" || kind === "V" || bytes.length !== width) throw refused("numpy scalar");
  const [value, imaginary] = numbersOrTexts(bytes, type.type, [], spend);
  if (kind === "b") return value === 1;
  return kind === "c" ? [value!, imaginary!] : plain(value!);
});
/** How protocols 0 to 2 write bytes: as text of the same numbers. */
const encode = new PickledGlobal("_codecs.encode", ([text, encoding], spend) => {
  if (typeof text !== "string" || encoding !== "latin1") throw refused("_codecs.encode");
  spend(text.length);
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
});
/** How they write no bytes. */
const noBytes = new PickledGlobal("bytes", () => new Uint8Array());

/** By module and name. NumPy 2 calls `numpy.core` `numpy._core`. */
const known: ReadonlyMap<string, PickledGlobal> = new Map([
  ["numpy ndarray", ndarray],
  ["numpy dtype", dtype],
  ["numpy.core.multiarray _reconstruct", reconstruct],
  ["numpy._core.multiarray _reconstruct", reconstruct],
  ["numpy.core.multiarray scalar", scalar],
  ["numpy._core.multiarray scalar", scalar],
  ["_codecs encode", encode],
  ["__builtin__ bytes", noBytes],
]);

/**
 * What a pickle means by a name.
 * @throws NpzError for every name but the few that arrays need
 */
export function globalOf(module: string, name: string): PickledGlobal {
  const found = known.get(`${module} ${name}`);
  if (found) return found;
  throw new NpzError(
    `The pickle asks for ${shown(`${module}.${name}`)}, which is neither data nor of an array; it ` +
      "was not run.",
  );
}

/**
 * Calls what a pickle calls.
 * @param spend told of the bytes that values are made of, before they are
 */
export function reduce(callee: Item, args: Item, spend: (bytes: number) => void): Item {
  if (!(callee instanceof PickledGlobal) || !callee.call || !Array.isArray(args)) {
    throw new NpzError("The pickle calls what is no function of NumPy's.");
  }
  return callee.call(args, spend);
}

/** Gives an array or dtype the state that a pickle has for it. */
export function build(target: Item, state: Item, spend: (bytes: number) => void): void {
  if (!Array.isArray(state)) throw refused("state of an object");
  if (target instanceof PickledType) setTypeState(target, state);
  else if (target instanceof PickledArray) setArrayState(target, state, spend);
  else throw new NpzError("The pickle gives a state to what is neither an array nor a dtype.");
}

/** (version, byte order, then what only structured types have, then sizes NumPy works out) */
function setTypeState(target: PickledType, state: readonly Item[]): void {
  const [, order, ...structure] = state;
  const structured = structure.slice(0, 3).some((part) => part !== null);
  const dated = target.type.kind === "M" || target.type.kind === "m";
  if (structured || dated || typeof order !== "string") {
    throw new NpzError(
      "The pickle has an array of fields, moments or durations: not read in pickles.",
    );
  }
  target.type = plainType(`${order}${target.type.name}`);
}

/** (version, shape, dtype, whether the first axis is the fastest, values) */
function setArrayState(
  target: PickledArray,
  [, axes, pickled, fortranOrder, values]: readonly Item[],
  spend: (bytes: number) => void,
): void {
  if (!Array.isArray(axes) || !(pickled instanceof PickledType)) throw refused("state of an array");
  const { type } = pickled;
  const { shape, count } = countOf(axes.filter((axis) => typeof axis === "number"));
  if (shape.length !== axes.length) throw refused("shape of an array");
  target.fortranOrder = fortranOrder === true;
  target.shape = shape;
  target.dtype = type.name;
  if (type.kind === "O" && Array.isArray(values) && values.length === count) {
    spend(8 * count);
    target.dtype = "O";
    target.data = values.slice();
  } else if (
    type.kind !== "O" &&
    values instanceof Uint8Array &&
    values.length === count * type.width
  ) {
    const ordered = target.fortranOrder
      ? inCOrder(new Uint8Array(values), type.width, shape)
      : values;
    target.data = numbersOrTexts(ordered, type, shape, spend);
  } else {
    throw new NpzError(`A pickled array says it has ${count} values, but has others.`);
  }
}

function numbersOrTexts(
  bytes: Uint8Array,
  type: PlainType,
  shape: readonly number[],
  spend: (bytes: number) => void,
) {
  // A text of one byte is a string, which takes several.
  spend(type.kind === "U" || type.kind === "S" ? 8 * bytes.length : bytes.length);
  return valuesOf(new Uint8Array(bytes), type, shape) as Exclude<
    ArrayData,
    ReadonlyMap<PickledKey, unknown>
  >;
}

/** Whole numbers as numbers, where a number counts them exactly. */
export function plain<T extends PickledValue>(value: T): T | number {
  const counted = typeof value === "bigint" && Number.isSafeInteger(Number(value));
  return counted ? Number(value) : value;
}

function refused(what: string): NpzError {
  return new NpzError(`The pickle has a ${what} that is not as NumPy writes it.`);
}
