/** Reads circuits written in impedance.py's way: series `-`, parallel `p(a,b,…)`. */
import { type Circuit, circuitLimits, series } from "./circuit.ts";
import { suggestionFor, symbolOf } from "./element-name.ts";
import { elementSymbols } from "./elements.ts";
import { descend, found, look, type Reader, readerOf, wrong } from "./text.ts";

/**
 * Reads a circuit such as `R0-p(R1,C1)-p(R2-Wo1,CPE1)`; white space means nothing. An element is
 * named by its symbol and a label of digits, or one that begins in lower case, as in `Rsh`.
 *
 * @throws CircuitError saying what is wrong at which character, and what would be right.
 */
export function parseCircuit(text: string): Circuit {
  const reader: ElementReader = { ...readerOf(text), names: new Map() };
  const circuit = readSeries(reader);
  const rest = look(reader);
  if (rest === ")") throw wrong(reader, "the `)` closes nothing");
  if (rest === ",") throw wrong(reader, "a `,` separates branches, and no `p(` is open");
  if (rest !== "") throw wrong(reader, `expected a \`-\` or the end, but found ${found(reader)}`);
  return circuit;
}

interface ElementReader extends Reader {
  /** Where each name was given. */
  readonly names: Map<string, number>;
}

function readSeries(reader: ElementReader): Circuit {
  const parts = [readPart(reader)];
  while (look(reader) === "-") {
    reader.at++;
    parts.push(readPart(reader));
  }
  return series(parts);
}

function readPart(reader: ElementReader): Circuit {
  const next = look(reader);
  if (/^p\s*\(/.test(reader.text.slice(reader.at))) return readParallel(reader);
  if (/[A-Za-z]/.test(next)) return readElement(reader);
  if (next === "(") throw wrong(reader, "branches side by side are written `p(…)`, with a p");
  throw wrong(reader, `expected an element or \`p(…)\`, but found ${found(reader)}`);
}

function readParallel(reader: ElementReader): Circuit {
  const start = reader.at;
  descend(reader);
  reader.at = reader.text.indexOf("(", start) + 1;
  const branches = [readSeries(reader)];
  while (look(reader) === ",") {
    reader.at++;
    branches.push(readSeries(reader));
  }
  const next = look(reader);
  if (next === "") throw wrong(reader, `the \`p(\` at ${start} is not closed; expected a \`)\``);
  if (next !== ")") throw wrong(reader, `expected a \`,\` or \`)\`, but found ${found(reader)}`);
  if (branches.length === 1) throw wrong(reader, "a `p(…)` needs two branches or more, `p(a,b)`");
  reader.at++;
  reader.depth--;
  return { kind: "parallel", branches };
}

function readElement(reader: ElementReader): Circuit {
  const [name] = /^[A-Za-z0-9_]+/.exec(reader.text.slice(reader.at)) as [string];
  const symbol = symbolOf(name);
  if (symbol === undefined) throw wrong(reader, `there is no element \`${name}\`; ${advice(name)}`);
  const before = reader.names.get(name);
  if (before !== undefined) {
    throw wrong(reader, `\`${name}\` is already the name of the element at ${before}`);
  }
  if (reader.names.size === circuitLimits.elements) {
    throw wrong(reader, `a circuit has at most ${circuitLimits.elements} elements`);
  }
  reader.names.set(name, reader.at);
  reader.at += name.length;
  return { kind: "element", name, symbol };
}

function advice(name: string): string {
  const meant = suggestionFor(name);
  return meant === undefined
    ? `the elements are ${elementSymbols.toSorted().join(", ")}`
    : `did you mean ${meant}?`;
}
