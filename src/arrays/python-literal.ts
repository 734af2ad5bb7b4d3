/**
 * The part of Python's literals that NumPy writes into headers: strings, whole numbers, True, False,
 * None, and tuples, lists and dictionaries of these. It is parsed, never run.
 */
import { NpzError } from "./failure.ts";

/** A literal's value. Lists and tuples are both arrays; keys of dictionaries are strings. */
export type Literal =
  | string
  | number
  | boolean
  | null
  | readonly Literal[]
  | ReadonlyMap<string, Literal>;

/** Deepest nesting that is read; NumPy's types of types of types are not this deep. */
const mostDepth = 32;

const words: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ["True", true],
  ["False", false],
  ["None", null],
]);

/** What a backslash and a letter stand for where `repr` writes them. */
const escapes: ReadonlyMap<string, string> = new Map([
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/**
 * The value of a literal.
 * @param offset byte of the file at which the text begins, for what is thrown
 * @throws NpzError when the text is anything else, naming the byte (of ASCII text)
 */
export function parseLiteral(text: string, offset: number): Literal {
  let at = 0;

  function refuse(expected: string): never {
    throw new NpzError(`The header should have ${expected} here.`, { byte: offset + at });
  }
  /** What matches here, and goes past it and the blanks after it. */
  function take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text) ?? undefined;
    if (found) {
      at += found[0].length;
      while (text[at] === " " || text[at] === "\n") at++;
    }
    return found;
  }
  function value(depth: number): Literal {
    if (depth > mostDepth) refuse(`no more than ${mostDepth} brackets in each other`);
    const string = take(stringPattern);
    if (string) return string[2]!.replace(escapePattern, unescaped);
    const number = take(/(-?\d{1,20})L?/y);
    if (number) return Number(number[1]);
    const word = take(/[A-Z][a-z]+/y);
    if (word) return words.has(word[0]) ? words.get(word[0])! : refuse("True, False or None");
    if (take(/\[/y)) return items(/\]/y, depth).values;
    if (take(/\(/y)) {
      const { values, comma } = items(/\)/y, depth);
      return values.length === 1 && !comma ? values[0]! : values; // (1) is 1, (1,) is a tuple
    }
    if (take(/\{/y)) return pairs(depth);
    return refuse("a value");
  }
  function items(end: RegExp, depth: number) {
    const values: Literal[] = [];
    let comma = true;
    while (!take(end)) {
      if (!comma) refuse("a comma or the end of the list");
      values.push(value(depth + 1));
      comma = take(/,/y) !== undefined;
    }
    return { values, comma };
  }
  function pairs(depth: number): ReadonlyMap<string, Literal> {
    const entries = new Map<string, Literal>();
    let comma = true;
    while (!take(/\}/y)) {
      if (!comma) refuse("a comma or the end of the dictionary");
      const key = value(depth + 1);
      if (typeof key !== "string" || entries.has(key)) refuse("a key, once");
      if (!take(/:/y)) refuse("a colon");
      entries.set(key, value(depth + 1));
      comma = take(/,/y) !== undefined;
    }
    return entries;
  }

  take(/ */y);
  const whole = value(0);
  if (at < text.length) refuse("nothing more");
  return whole;
}

const stringPattern = /(['"])((?:\\.|(?!\1)[^\\\n])*)\1/y;
const escapePattern = /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)/g;

function unescaped(sequence: string, code: string): string {
  const known = escapes.get(code);
  if (known !== undefined) return known;
  const point = code.length > 1 ? Number.parseInt(code.slice(1), 16) : Number.NaN;
  if (!(point <= 0x10ffff)) throw new NpzError(`The header has a string with ${sequence} in it.`);
  return String.fromCodePoint(point);
}
