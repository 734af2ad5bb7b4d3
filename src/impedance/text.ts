/** A circuit's text while it is read: where the reader is, and what is wrong there. */
import { CircuitError, circuitLimits } from "./circuit.ts";

/** A text and the place reached in it. */
export interface Reader {
  readonly text: string;
  /** Index of the character that is read next. */
  at: number;
  /** How many brackets are open. */
  depth: number;
}

/**
 * A reader at the beginning of a text.
 *
 * @throws CircuitError if the text is too long to be read.
 */
export function readerOf(text: string): Reader {
  const { length } = circuitLimits;
  if (text.length <= length) return { text, at: 0, depth: 0 };
  throw new CircuitError(
    `The circuit has ${text.length} characters; at most ${length} are read.`,
    length,
  );
}

/** The next character that is not white space, where the reader then is; empty at the end. */
export function look(reader: Reader): string {
  while (/\s/.test(reader.text[reader.at] ?? "")) reader.at++;
  return reader.text[reader.at] ?? "";
}

/** What is where the reader is, for a sentence that expected something else. */
export function found(reader: Reader): string {
  const character = reader.text.codePointAt(reader.at);
  return character === undefined ? "the end" : `\`${String.fromCodePoint(character)}\``;
}

/**
 * Goes into a bracket.
 *
 * @throws CircuitError if too many are open.
 */
export function descend(reader: Reader): void {
  if (++reader.depth <= circuitLimits.depth) return;
  throw wrong(reader, `brackets are nested more than ${circuitLimits.depth} deep`);
}

/** The error of a problem where the reader is. A problem is a sentence but for capital and stop. */
export function wrong(reader: Reader, problem: string): CircuitError {
  const stop = problem.endsWith("?") ? "" : ".";
  const sentence = `${problem[0]!.toUpperCase()}${problem.slice(1)}${stop}`;
  return new CircuitError(`At ${reader.at}: ${sentence}`, reader.at);
}
