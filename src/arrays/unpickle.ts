/**
 * Reads Python's pickles, protocols 0 to 5, as far as NumPy needs them for arrays of objects: None,
 * truth, numbers, text, bytes, lists, tuples, dictionaries, and arrays. A pickle is a program for a
 * machine with a stack (Python's Lib/pickletools.py describes it); this machine has no operation
 * that runs anything.
 */
import { NpzError } from "./failure.ts";
import type { PickledValue } from "./numpy-array.ts";
import { PickleBytes } from "./unpickle-bytes.ts";
import { mostSpent, operationCost, PickleMachine } from "./unpickle-machine.ts";
import { type Item, PickledGlobal, PickledType } from "./unpickle-numpy.ts";
import { operations } from "./unpickle-operations.ts";

/** Most bytes of a pickle that is read. */
export const mostPickleBytes = 16 * 1024 * 1024;

/** Deepest nesting of what is read: beyond, whoever walks through it would fall. */
const mostDepth = 64;

/**
 * What a pickle stands for.
 * @param offset byte of the file at which it begins, for what is thrown
 * @throws NpzError when it is broken, asks for anything but data, or makes too much of too little
 */
export function unpickle(bytes: Uint8Array<ArrayBuffer>, offset: number): PickledValue {
  const machine = new PickleMachine(new PickleBytes(bytes));
  let at = 0;
  try {
    for (;;) {
      at = machine.bytes.at;
      const code = machine.bytes.byte();
      if (code === stop) return checked(machine.pop());
      machine.spend(operationCost);
      const operation = operations.get(String.fromCharCode(code));
      if (!operation) throw new NpzError(`The pickle has operation ${code}, which is not read.`);
      operation(machine);
    }
  } catch (error) {
    if (!(error instanceof NpzError)) throw error;
    throw new NpzError(error.problem, { byte: offset + at }, { cause: error });
  }
}

const stop = 0x2e; // "."

/** A value that whoever reads it can walk through: of data only, finite, and not too deep. */
function checked(value: Item): PickledValue {
  let left = mostSpent / operationCost;
  const walk = (item: Item, depth: number): void => {
    if (depth > mostDepth || left-- === 0) {
      throw new NpzError("The pickle's values are nested too deep, are too many, or have no end.");
    }
    if (item instanceof PickledGlobal || item instanceof PickledType) {
      throw new NpzError("The pickle has a dtype or function as a value.");
    }
    for (const inner of itemsOf(item)) walk(inner, depth + 1);
  };
  walk(value, 0);
  return value as PickledValue;
}

function itemsOf(item: Item): Iterable<Item> {
  if (item instanceof Map) return item.values();
  if (Array.isArray(item)) return item;
  const inner = item !== null && typeof item === "object" && "data" in item ? item.data : [];
  return Array.isArray(inner) ? (inner as readonly Item[]) : [];
}
