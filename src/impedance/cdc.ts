/**
 * Reads circuit description codes, the notation of Boukamp and of pyimpspec: `R([RW]C)`, where what
 * stands side by side in `(…)` is parallel and in `[…]`, or outside of both, in series.
 */
import {
  type CdcElement,
  type CdcValues,
  cdcElements,
  cdcSymbols,
  needsHalf,
} from "./cdc-elements.ts";
import {
  type Circuit,
  type CircuitElement,
  CircuitError,
  circuitLimits,
  parametersOf,
  series,
} from "./circuit.ts";
import { descend, found, look, type Reader, readerOf, wrong } from "./text.ts";

/** A circuit with the values its description gives, or the defaults of those it does not. */
export interface DescribedCircuit {
  readonly circuit: Circuit;
  /** In the order of `parametersOf(circuit)`. */
  readonly parameters: Float64Array;
}

/**
 * Reads a description such as `R(RC)([RWo]C)`. Values may stand in braces, as pyimpspec writes them:
 * `Q{Y=1e-5,n=0.9}`; limits (`/lower/upper`), the mark of a fixed value (`f`) and labels (`:ct`)
 * are read over. Elements are named by their symbols here and numbered from 1.
 *
 * @throws CircuitError saying what is wrong at which character, and what would be right.
 */
export function parseCdc(text: string): DescribedCircuit {
  const reader: ElementReader = { ...readerOf(text), elements: 0, counts: new Map(), values: [] };
  reader.at = /^\s*!V=\d+!/.exec(text)?.[0].length ?? 0;
  const parts = readUntil(reader, "", reader.at);
  if (parts.length === 0) throw wrong(reader, "expected an element, but found the end");
  const circuit = series(parts);
  return { circuit, parameters: checked(circuit, reader.values) };
}

interface ElementReader extends Reader {
  /** How many elements there are so far. */
  elements: number;
  /** The same by symbol, for their names. */
  readonly counts: Map<string, number>;
  /** The parameters' values in the order of reading, and where their elements are. */
  readonly values: { readonly value: number; readonly at: number }[];
}

/** Reads parts up to a closing bracket, which is read too, or to the end. */
function readUntil(reader: ElementReader, close: "" | ")" | "]", opened: number): Circuit[] {
  descend(reader);
  const parts: Circuit[] = [];
  for (let next = look(reader); next !== close; next = look(reader)) {
    if (next === "") throw wrong(reader, `the bracket at ${opened} is not closed by \`${close}\``);
    parts.push(readPart(reader, next));
  }
  reader.at += close.length;
  reader.depth--;
  return parts;
}

function readPart(reader: ElementReader, next: string): Circuit {
  const start = reader.at;
  if (/[A-Z]/.test(next)) return readElement(reader);
  if (next !== "(" && next !== "[") {
    const closing = next === ")" || next === "]";
    throw wrong(
      reader,
      closing
        ? `the \`${next}\` closes nothing`
        : `expected an element or a bracket, but found ${found(reader)}`,
    );
  }
  reader.at++;
  const parts = readUntil(reader, next === "(" ? ")" : "]", start);
  if (next === "[" && parts.length > 0) return series(parts);
  if (parts.length > 1) return { kind: "parallel", branches: parts };
  reader.at = start;
  throw wrong(
    reader,
    next === "[" ? "there is nothing in the brackets" : "a parallel needs two branches or more",
  );
}

function readElement(reader: ElementReader): CircuitElement {
  const start = reader.at;
  // A capital and the small letters after it; `RC` is two elements.
  const [letters] = /^[A-Z][a-z]*/.exec(reader.text.slice(start)) as [string];
  const kind = cdcElements[letters];
  if (kind === undefined) {
    const known = cdcSymbols.join(", ");
    throw wrong(reader, `there is no element \`${letters}\`; there are ${known}`);
  }
  reader.at += letters.length;
  const values: CdcValues = { ...kind.given, ...readValues(reader, letters, kind) };
  if (needsHalf(kind) && values.n !== 0.5) {
    reader.at = start;
    throw wrong(reader, `${letters} is read with n = 0.5 only, but here n is ${values.n}`);
  }
  for (const value of kind.convert(values)) reader.values.push({ value, at: start });
  if (++reader.elements > circuitLimits.elements) {
    throw wrong(reader, `a circuit has at most ${circuitLimits.elements} elements`);
  }
  const { symbol } = kind;
  const count = (reader.counts.get(symbol) ?? 0) + 1;
  reader.counts.set(symbol, count);
  return { kind: "element", name: `${symbol}${count}`, symbol };
}

const assignment =
  /^\s*([A-Za-z]+)\s*=\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)[fF]?(?:\/[^,:}]*)?\s*/;

function readValues(reader: ElementReader, name: string, { given }: CdcElement): CdcValues {
  if (look(reader) !== "{") return {};
  const start = reader.at++;
  const values: Record<string, number> = {};
  while (!endsValues(look(reader))) {
    const match = assignment.exec(reader.text.slice(reader.at));
    if (match === null) throw wrong(reader, "expected a value, as in `{R=100}`");
    const [whole, key, value] = match as unknown as [string, string, string];
    if (!Object.hasOwn(given, key)) {
      const known = Object.keys(given).join(", ");
      throw wrong(reader, `${name} has no parameter \`${key}\`; it has ${known}`);
    }
    values[key] = Number(value);
    reader.at += whole.length;
    const next = look(reader);
    if (next === ",") reader.at++;
    else if (!endsValues(next)) {
      throw wrong(reader, `expected a \`,\`, or a \`}\` to close the \`{\` at ${start}`);
    }
  }
  const end = reader.text.indexOf("}", reader.at);
  if (end < 0) throw wrong(reader, `the \`{\` at ${start} is not closed by \`}\``);
  reader.at = end + 1;
  return values;
}

/** Whether the values in braces end here: with the brace, or with the label before it. */
function endsValues(character: string): boolean {
  return character === "}" || character === ":";
}

function checked(circuit: Circuit, values: ElementReader["values"]): Float64Array {
  return Float64Array.from(parametersOf(circuit), ({ name, least, most }, i) => {
    const { value, at } = values[i]!;
    if (value >= least && value <= most) return value;
    throw new CircuitError(
      `At ${at}: ${name} would be ${value}; it must be from ${least} to ${most}.`,
      at,
    );
  });
}
