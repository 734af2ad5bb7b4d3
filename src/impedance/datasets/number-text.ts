/** JSON that holds many numbers, written piece by piece so that nobody waits for all of it. */
import { setImmediate } from "node:timers/promises";
import type { Floats } from "./rows.ts";

/** Numbers of a piece: to write them takes a millisecond or two. */
const pieceLength = 8192;

/** An array of numbers within an answer; NaN and the infinities, which JSON has not, are null. */
export class NumberArray {
  readonly values: Floats | Uint32Array;
  /** Length along each axis, slowest first. */
  readonly shape: readonly number[];

  constructor(values: Floats | Uint32Array, shape: readonly number[] = [values.length]) {
    this.values = values;
    this.shape = shape;
  }
}

/** What can be written: as JSON has it, with arrays of numbers anywhere among the fields. */
export type Answer =
  | NumberArray
  | { readonly [field: string]: Answer }
  | readonly unknown[]
  | Plain;
type Plain = string | number | boolean | null;

/** The JSON of an answer. */
export async function* jsonText(answer: Answer): AsyncGenerator<string, void, void> {
  if (answer instanceof NumberArray) {
    yield* numbersText(answer);
  } else if (answer === null || typeof answer !== "object" || Array.isArray(answer)) {
    yield JSON.stringify(answer);
  } else {
    let before = "{";
    for (const [field, value] of Object.entries(answer as Readonly<Record<string, Answer>>)) {
      yield `${before}${JSON.stringify(field)}:`;
      yield* jsonText(value);
      before = ",";
    }
    yield before === "{" ? "{}" : "}";
  }
}

async function* numbersText({ values, shape }: NumberArray): AsyncGenerator<string, void, void> {
  // How many numbers each axis' arrays have; that of the first is all of them.
  const lengths = shape.map((_, axis) => shape.slice(axis).reduce((a, b) => a * b, 1));
  if (values.length === 0) {
    yield "[]";
    return;
  }
  let text = "";
  for (let i = 0; i < values.length; i++) {
    if (i > 0) text += ",";
    for (const length of lengths) if (i % length === 0) text += "[";
    const value = values[i]!;
    text += Number.isFinite(value) ? value : "null";
    for (const length of lengths) if ((i + 1) % length === 0) text += "]";
    if ((i + 1) % pieceLength > 0) continue;
    yield text;
    text = "";
    await setImmediate();
  }
  yield text;
}
