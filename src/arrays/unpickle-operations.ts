/** What the operations of pickles do, as far as they only make data. */
import { NpzError } from "./failure.ts";
import type { PickledKey, PickledValue } from "./numpy-array.ts";
import type { PickleMachine } from "./unpickle-machine.ts";
import { build, globalOf, type Item, plain, reduce } from "./unpickle-numpy.ts";

/** What each letter does, with Python's name for it. Every operation that is not here is refused. */
export const operations: ReadonlyMap<string, (machine: PickleMachine) => void> = new Map([
  ["\x80", ({ bytes }) => checkProtocol(bytes.byte())], // PROTO
  ["\x95", ({ bytes }) => bytes.frame(bytes.u64())], // FRAME
  ["(", (m) => m.mark()], // MARK
  ["0", (m) => void m.pop()], // POP
  ["1", (m) => void m.sinceMark()], // POP_MARK
  ["2", (m) => m.push(m.top())], // DUP

  ["N", (m) => m.push(null)], // NONE
  ["\x88", (m) => m.push(true)], // NEWTRUE
  ["\x89", (m) => m.push(false)], // NEWFALSE
  ["I", (m) => m.push(truthOrNumber(m.bytes.line()))], // INT
  ["J", (m) => m.push(m.bytes.i32())], // BININT
  ["K", (m) => m.push(m.bytes.byte())], // BININT1
  ["M", (m) => m.push(m.bytes.u16())], // BININT2
  ["L", (m) => m.push(wholeNumber(m.bytes.line().replace(/L$/, "")))], // LONG
  ["\x8a", (m) => m.push(plain(m.bytes.integer(m.bytes.byte())))], // LONG1
  ["\x8b", (m) => m.push(plain(m.bytes.integer(m.bytes.u32())))], // LONG4
  ["F", (m) => m.push(realNumber(m.bytes.line()))], // FLOAT
  ["G", (m) => m.push(m.bytes.f64())], // BINFLOAT

  ["V", (m) => m.push(m.bytes.line().replace(escaped, unescaped))], // UNICODE
  ["\x8c", (m) => m.push(m.bytes.text(m.bytes.byte()))], // SHORT_BINUNICODE
  ["X", (m) => m.push(m.bytes.text(m.bytes.u32()))], // BINUNICODE
  ["\x8d", (m) => m.push(m.bytes.text(m.bytes.u64()))], // BINUNICODE8
  ["C", (m) => m.push(m.bytes.take(m.bytes.byte()))], // SHORT_BINBYTES
  ["B", (m) => m.push(m.bytes.take(m.bytes.u32()))], // BINBYTES
  ["\x8e", (m) => m.push(m.bytes.take(m.bytes.u64()))], // BINBYTES8

  ["]", (m) => m.push([])], // EMPTY_LIST
  ["l", (m) => m.push(m.sinceMark() as PickledValue[])], // LIST
  ["a", (m) => extend(m, m.last(1))], // APPEND
  ["e", (m) => extend(m, m.sinceMark())], // APPENDS
  [")", (m) => m.push([])], // EMPTY_TUPLE
  ["t", (m) => m.push(m.sinceMark() as PickledValue[])], // TUPLE
  ["\x85", (m) => m.push(m.last(1) as PickledValue[])], // TUPLE1
  ["\x86", (m) => m.push(m.last(2) as PickledValue[])], // TUPLE2
  ["\x87", (m) => m.push(m.last(3) as PickledValue[])], // TUPLE3
  ["}", (m) => m.push(new Map())], // EMPTY_DICT
  ["d", (m) => setItems(m, m.sinceMark(), new Map())], // DICT
  ["s", (m) => setItems(m, m.last(2))], // SETITEM
  ["u", (m) => setItems(m, m.sinceMark())], // SETITEMS

  ["p", (m) => void m.memo.set(Number(wholeNumber(m.bytes.line())), m.top())], // PUT
  ["q", (m) => void m.memo.set(m.bytes.byte(), m.top())], // BINPUT
  ["r", (m) => void m.memo.set(m.bytes.u32(), m.top())], // LONG_BINPUT
  ["\x94", (m) => void m.memo.set(m.memo.size, m.top())], // MEMOIZE
  ["g", (m) => m.recall(Number(wholeNumber(m.bytes.line())))], // GET
  ["h", (m) => m.recall(m.bytes.byte())], // BINGET
  ["j", (m) => m.recall(m.bytes.u32())], // LONG_BINGET

  ["c", (m) => m.push(globalOf(m.bytes.line(), m.bytes.line()))], // GLOBAL
  ["\x93", (m) => m.push(namedBy(...(m.last(2) as [Item, Item])))], // STACK_GLOBAL
  ["R", (m) => m.push(reduce(...(m.last(2) as [Item, Item]), m.spend))], // REDUCE
  ["b", (m) => build(...ofTop(m), m.spend)], // BUILD
]);

function checkProtocol(version: number): void {
  if (version > 5) throw new NpzError(`The pickle is of protocol ${version}; 0 to 5 are read.`);
}

/** Appends to the list on the stack. */
function extend(machine: PickleMachine, items: readonly Item[]): void {
  const list = machine.top();
  if (!Array.isArray(list)) throw new NpzError("The pickle appends to what is no list.");
  for (const item of items) list.push(item as PickledValue);
}

/** Sets keys to values, in turn, in the dictionary on the stack or in a new one. */
function setItems(
  machine: PickleMachine,
  items: readonly Item[],
  made?: Map<PickledKey, PickledValue>,
) {
  if (made) machine.push(made);
  const dictionary = machine.top();
  if (!(dictionary instanceof Map)) {
    throw new NpzError("The pickle sets a key of what is no dictionary.");
  }
  if (items.length % 2 === 1) throw new NpzError("The pickle sets a key to nothing.");
  for (let i = 0; i < items.length; i += 2) {
    const key = items[i]!;
    if (typeof key === "object" && key !== null) {
      throw new NpzError("The pickle has a dictionary with a key that is no text, number or None.");
    }
    dictionary.set(key as PickledKey, items[i + 1] as PickledValue);
  }
}

function namedBy(module: Item, name: Item): Item {
  if (typeof module === "string" && typeof name === "string") return globalOf(module, name);
  throw new NpzError("The pickle asks for what has no name.");
}

/** What is to be given a state, which stays on the stack, and the state, which does not. */
function ofTop(machine: PickleMachine): [Item, Item] {
  const state = machine.pop();
  return [machine.top(), state];
}

function truthOrNumber(line: string): PickledValue {
  if (line === "00" || line === "01") return line === "01";
  return wholeNumber(line);
}

function wholeNumber(line: string): PickledValue {
  if (!/^-?\d{1,4300}$/.test(line)) {
    throw new NpzError("The pickle has a whole number that is none.");
  }
  return plain(BigInt(line));
}

function realNumber(line: string): number {
  const named = { nan: Number.NaN, inf: Infinity, "-inf": -Infinity }[line];
  if (named !== undefined) return named;
  if (!/^-?\d+(\.\d*)?(e[-+]?\d+)?$/.test(line)) {
    throw new NpzError("The pickle has a number that is none.");
  }
  return Number(line);
}

const escaped = /\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g;

function unescaped(_: string, short: string | undefined, long: string | undefined): string {
  const point = Number.parseInt(short ?? long!, 16);
  if (point > 0x10ffff) {
    throw new NpzError("The pickle has a text with a character beyond U+10FFFF.");
  }
  return String.fromCodePoint(point);
}
