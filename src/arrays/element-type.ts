/** What the values of an array are: NumPy's dtype, as its header describes it. */
import { NpzError, shown } from "./failure.ts";
import type { Literal } from "./python-literal.ts";

/**
 * One kind of value: b truth, i and u whole numbers, f floats, c complex numbers, U text, S text of
 * bytes, V bytes, M moments, m durations, O objects of Python.
 */
export interface PlainType {
  readonly kind: "b" | "i" | "u" | "f" | "c" | "U" | "S" | "V" | "M" | "m" | "O";
  /** NumPy's letters without the byte order: `f4`, `U12`, `M8[ns]`. */
  readonly name: string;
  /** Bytes of a value. */
  readonly width: number;
  readonly bigEndian: boolean;
}

/** Named fields side by side in each value. */
export interface StructuredType {
  readonly kind: "fields";
  /** `fields`. */
  readonly name: string;
  readonly width: number;
  readonly fields: readonly Field[];
}

/** A field of a structured type. */
export interface Field {
  readonly name: string;
  readonly type: ElementType;
  /** `[]` for one value; otherwise the field is an array itself. */
  readonly shape: readonly number[];
  /** Bytes before it in each value. */
  readonly offset: number;
}

export type ElementType = PlainType | StructuredType;

/** Widths that are read, by kind. Text and bytes are as wide as they say. */
const widths: Readonly<Record<string, readonly number[]>> = {
  b: [1],
  i: [1, 2, 4, 8],
  u: [1, 2, 4, 8],
  f: [2, 4, 8],
  c: [8, 16],
  M: [8],
  m: [8],
};

/** Widest value of text or bytes: NumPy counts them in 32 bits. */
const widest = 2 ** 31 - 1;

/** Bytes that a value takes on a machine of 64 bits while it is a pointer. */
const pointerBytes = 8;

/**
 * The type that `descr` in an NPY header describes.
 * @throws NpzError when it is none, or one that is not read: long doubles, for one, differ from
 *   machine to machine
 */
export function elementType(descr: Literal | undefined): ElementType {
  if (typeof descr === "string") return plainType(descr);
  if (Array.isArray(descr)) return structuredType(descr);
  throw new NpzError("The header's 'descr' should be a type: a string, or a list of fields.");
}

/**
 * The type that one string describes: `<f8`, `|S3`, `>M8[ns]`.
 * @throws NpzError as above
 */
export function plainType(descr: string): PlainType {
  const [, order, kind, digits, unit] =
    /^([<>|=]?)([a-zA-Z])(\d{0,10})(\[[\w/]{1,20}\])?$/.exec(descr) ?? [];
  const count = Number(digits || 0);
  const plain = (type: PlainType["kind"], width: number): PlainType => ({
    kind: type,
    name: `${kind}${digits}${unit ?? ""}`,
    width,
    bigEndian: order === ">",
  });
  if (kind === "O" && !unit) return plain(kind, pointerBytes);
  if ((kind === "U" || kind === "S" || kind === "V") && digits && !unit) {
    const width = kind === "U" ? 4 * count : count;
    const empty = width === 0 && kind !== "V";
    if (width <= widest && !empty) return plain(kind, width);
  }
  if (kind && widths[kind]?.includes(count) && (!unit || kind === "M" || kind === "m")) {
    return plain(kind as PlainType["kind"], count);
  }
  throw new NpzError(
    `The type '${shown(descr)}' is not read; b1, i1 to i8, u1 to u8, f2 to f8, c8, c16, M8, m8, ` +
      "U, S, V and O are.",
  );
}

/** Whether values of the type are, or contain, such of these kinds. */
export function contains(type: ElementType, kinds: string): boolean {
  if (type.kind !== "fields") return kinds.includes(type.kind);
  return type.fields.some((field) => contains(field.type, kinds));
}

/**
 * How many values an array of a shape has.
 * @throws NpzError when the axes are none, or the count is beyond what a number counts exactly
 */
export function countOf(shape: Literal | undefined): { shape: readonly number[]; count: number } {
  const axes = Array.isArray(shape) ? (shape as readonly Literal[]) : undefined;
  if (!axes || axes.length > mostAxes || !axes.every(isAxis)) {
    throw new NpzError(`The shape should be a tuple of at most ${mostAxes} counts.`);
  }
  // A length of 0 makes 0 of everything, also of lengths whose product would be beyond counting.
  const count = axes.includes(0) ? 0 : axes.reduce((product, axis) => product * axis, 1);
  if (!Number.isSafeInteger(count)) throw new NpzError("The shape has more values than can be.");
  return { shape: axes, count };
}

/** NumPy's own limit (NPY_MAXDIMS of version 2). */
const mostAxes = 64;

function isAxis(axis: Literal): axis is number {
  return typeof axis === "number" && Number.isSafeInteger(axis) && axis >= 0;
}

function structuredType(descr: readonly Literal[]): StructuredType {
  const fields: Field[] = [];
  const names = new Set<string>();
  let offset = 0;
  for (const entry of descr) {
    const [title, type, axes = []] = Array.isArray(entry) ? (entry as readonly Literal[]) : [];
    // A field may have a title beside its name: (('title', 'name'), '<f4').
    const name = Array.isArray(title) ? title[1] : title;
    if (typeof name !== "string") {
      throw new NpzError("A field in the header's 'descr' should be (name, type) or with a shape.");
    }
    const field = { name, type: elementType(type), offset };
    const { shape, count } = countOf(typeof axes === "number" ? [axes] : axes);
    offset += count * field.type.width;
    if (!Number.isSafeInteger(offset) || offset > widest) {
      throw new NpzError("The header's 'descr' has more bytes a value than can be.");
    }
    // NumPy's padding between fields is a field without a name.
    if (name === "") continue;
    if (names.has(name)) throw new NpzError(`There are two fields "${shown(name)}".`);
    names.add(name);
    fields.push({ ...field, shape });
  }
  return { kind: "fields", name: "fields", width: offset, fields };
}
