/**
 * Reads a measured spectrum from text: a row a frequency, with frequency, Re Z and Im Z, or |Z| and
 * phase. Columns are separated by tabs, semicolons, commas or spaces; comments, headings and a line of
 * units may stand before them.
 */
import { frequencyCount } from "./axis.ts";
import type { Vector } from "./band.ts";
import { frequencyLimits } from "./band.ts";
import {
  areUnits,
  type Column,
  type Columns,
  columnsOf,
  isCounting,
  usualColumns,
} from "./headings.ts";
import {
  cellsOf,
  hasThousands,
  isMissing,
  numberOf,
  type Separator,
  separatorOf,
} from "./spectrum-cells.ts";

/** A spectrum that somebody measured. */
export interface Measured {
  /** The file's name, or what else is known of where it is from. */
  readonly name: string;
  /** In Hz, ascending. */
  readonly frequencies: Float64Array;
  /** In Ω; Im is negative for a capacitor. */
  readonly impedance: Vector;
}

/** A spectrum as it was read, and how. */
export interface ReadSpectrum extends Measured {
  /** What was taken for granted, and might not be so: sentences. */
  readonly notes: readonly string[];
}

/** A text that is no spectrum: `message` says what is wrong in which line. */
export class SpectrumError extends Error {
  override readonly name = "SpectrumError";
  /** Number of the line, from 1; undefined where it is the whole that is wrong. */
  readonly line: number | undefined;

  constructor(problem: string, line?: number) {
    super(line === undefined ? problem : `Line ${line}: ${problem}`);
    this.line = line;
  }
}

/** Lines that are no data wherever they stand. */
const comment = /^\s*(?:[#%!]|\/\/|[\s,;]*$)/;

/**
 * Reads a spectrum. Rows are sorted by frequency; rows of one frequency stay as they are, each of them.
 *
 * @throws SpectrumError saying what is wrong in which line, and what would be right.
 */
export function readSpectrum(text: string, name: string): ReadSpectrum {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => !comment.test(line) && separatorOf(line) !== undefined);
  if (first < 0) {
    throw new SpectrumError(
      "There is no row of three numbers; a row has the frequency in Hz, Re Z and Im Z in Ω.",
    );
  }
  const separator = separatorOf(lines[first]!)!;
  const columns = columnsAbove(lines, first, separator);
  const rows: Row[] = [];
  let leftOut = 0;
  for (let at = first; at < lines.length; at++) {
    if (comment.test(lines[at]!)) continue;
    const row = rowOf(lines[at]!, separator, columns, at + 1);
    if (row === undefined) leftOut++;
    else rows.push(row);
  }
  const { most } = frequencyCount;
  if (rows.length < 2) throw new SpectrumError("There is one row; a spectrum has two or more.");
  if (rows.length > most) {
    throw new SpectrumError(
      `There are ${rows.length} rows; at most ${most} are read: leave some out.`,
    );
  }
  rows.sort((a, b) => a.frequency - b.frequency);
  return spectrumOf(rows, columns, name, leftOut);
}

interface Row {
  readonly frequency: number;
  readonly re: number;
  readonly im: number;
}

/** The columns as the lines just before the first row name them; three need no names. */
function columnsAbove(lines: readonly string[], first: number, separator: Separator): Columns {
  const cells = cellsOf(lines[first]!, separator);
  const filled = [...cells.keys()].filter((i) => cells[i] !== "");
  const { names, units, line } = headingsAbove(lines, first, separator, cells.length);
  const told = names.map((name, i) => (units[i] ? `${name} (${units[i]})` : name));
  const columns = columnsOf(told);
  if (typeof columns === "string") throw new SpectrumError(columns, line);
  if (columns !== undefined) {
    // Names with spaces in them, between spaces, might be of other columns.
    if (typeof separator === "string" || names.length === cells.length) return columns;
    const counts = `${names.length} names are above ${cells.length} columns`;
    throw new SpectrumError(`${counts}; separate them by tabs, semicolons or commas.`, line);
  }
  if (filled.length > 3 || names.some(isCounting)) {
    throw new SpectrumError(
      `there are ${filled.length} columns, and no headings say which is the frequency; ` +
        "write some above, as in: Index, Frequency (Hz), Re (Ohm), Im (Ohm).",
      first + 1,
    );
  }
  const usual = usualColumns(filled);
  if (units.length === 0) return usual;
  const named = columnsOf(["f", "Re", "Im"].map((name, i) => `${name} (${units[filled[i]!]})`));
  return typeof named === "object" ? named : usual;
}

/** The cells of the headings' line and of the line of units below it, empty where there is none. */
function headingsAbove(
  lines: readonly string[],
  first: number,
  separator: Separator,
  count: number,
) {
  const filled = [...lines.keys()].filter((i) => i < first && lines[i]!.trim() !== "");
  const cellsAt = (at: number) => {
    // The mark of a comment; in a column of its own it is a heading, and its place stays.
    const heading = lines[at]!.replace(/^(\s*)[#%!/]+/, "$1");
    const between = typeof separator === "string" ? separator : /\t|\s{2,}|\s(?!\()/;
    const cells = cellsOf(heading, between);
    return cells[0] === "" && cells.length === count + 1 ? cells.slice(1) : cells;
  };
  const below = filled.at(-1);
  const units = below === undefined ? [] : cellsAt(below);
  const isUnits = areUnits(units);
  const line = isUnits ? filled.at(-2) : below;
  const names = line === undefined ? [] : cellsAt(line);
  return { names, units: isUnits ? units : [], line: (line ?? 0) + 1 };
}

/** A row's numbers; undefined where it says that one was not measured. */
function rowOf(
  line: string,
  separator: Separator,
  { frequency: at, impedance: [first, second], form }: Columns,
  number: number,
): Row | undefined {
  const cells = cellsOf(line, separator);
  if ([at, first, second].some(({ index }) => isMissing(cells[index] ?? ""))) return undefined;
  const read = ({ index, factor }: Column, what: string) => {
    const cell = cells[index];
    if (cell === undefined || cell === "") {
      const count = `it has ${cells.length} ${cells.length === 1 ? "column" : "columns"}`;
      throw new SpectrumError(`${what} is missing; ${count}.`, number);
    }
    const value = numberOf(cell, separator) * factor;
    if (Number.isFinite(value)) return value;
    const why = hasThousands(cell)
      ? "with something between the thousands: write it without, as in 1000.5"
      : "which is no number";
    throw new SpectrumError(`${what} is “${cell.slice(0, 30)}”, ${why}.`, number);
  };
  const frequency = read(at, "the frequency");
  const { least, most } = frequencyLimits;
  if (!(frequency >= least && frequency <= most)) {
    const problem = `the frequency is ${frequency} Hz; it must be from ${least} to ${most} Hz.`;
    throw new SpectrumError(problem, number);
  }
  if (form === "cartesian") {
    return { frequency, re: read(first, "Re Z"), im: read(second, "Im Z") };
  }
  const [modulus, phase] = [read(first, "|Z|"), read(second, "the phase")];
  return { frequency, re: modulus * Math.cos(phase), im: modulus * Math.sin(phase) };
}

function spectrumOf(
  rows: readonly Row[],
  columns: Columns,
  name: string,
  leftOut: number,
): ReadSpectrum {
  const notes: string[] = [...columns.notes];
  if (leftOut > 0) {
    const lines = leftOut === 1 ? "One row was" : `${leftOut} rows were`;
    notes.push(`${lines} left out: a number is missing there (NaN or the like).`);
  }
  // A passive cell is rather a capacitor than an inductor: where nobody says what the sign means,
  // mostly positive numbers are −Im Z.
  const positive = rows.filter(({ im }) => im > 0).length;
  const turned = !columns.isSignGiven && positive > rows.length / 2;
  if (turned) {
    const part = positive === rows.length ? "All" : `${positive} of ${rows.length}`;
    notes.push(`${part} imaginary parts are positive: they were taken for −Im Z.`);
  }
  return {
    name,
    frequencies: Float64Array.from(rows, ({ frequency }) => frequency),
    impedance: {
      re: Float64Array.from(rows, ({ re }) => re),
      im: Float64Array.from(rows, ({ im }) => (turned ? 0 - im : im)),
    },
    notes,
  };
}

/** The same spectrum with Im Z of the other sign. */
export function turned<T extends Measured>(spectrum: T): T {
  const { re, im } = spectrum.impedance;
  return { ...spectrum, impedance: { re, im: im.map((value) => -value) } };
}
