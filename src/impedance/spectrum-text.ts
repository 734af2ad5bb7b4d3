/**
 * Reads a measured spectrum from text: a row a frequency, with frequency, Re Z and Im Z. Columns are
 * separated by tabs, semicolons, commas or spaces; comments and a heading may stand before them.
 */
import { frequencyCount } from "./axis.ts";
import type { Vector } from "./band.ts";
import { frequencyLimits } from "./band.ts";
import { type Columns, columnsOf, usualColumns } from "./headings.ts";

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

const separators = ["\t", ";", ",", /\s+/] as const;
type Separator = (typeof separators)[number];

/** Lines that are no data wherever they stand. */
const comment = /^\s*(?:[#%!]|\/\/|$)/;

/**
 * Reads a spectrum. Rows are sorted by frequency.
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
  const columns = headingBefore(lines, first, separator) ?? usualColumns;
  const rows: Row[] = [];
  for (let at = first; at < lines.length; at++) {
    if (!comment.test(lines[at]!)) rows.push(rowOf(lines[at]!, separator, columns, at + 1));
  }
  const { most } = frequencyCount;
  if (rows.length < 2) throw new SpectrumError("There is one row; a spectrum has two or more.");
  if (rows.length > most) {
    throw new SpectrumError(`There are ${rows.length} rows; at most ${most} are read.`);
  }
  rows.sort((a, b) => a.frequency - b.frequency);
  return spectrumOf(rows, columns, name);
}

interface Row {
  readonly frequency: number;
  readonly re: number;
  readonly im: number;
}

/** What separates the columns of a row, if it is one: at least three cells are numbers. */
function separatorOf(line: string): Separator | undefined {
  return separators.find((separator) => {
    const numbers = cellsOf(line, separator).map((cell) => numberOf(cell, separator));
    return numbers.filter((value) => !Number.isNaN(value)).length >= 3;
  });
}

function cellsOf(line: string, separator: Separator): string[] {
  const cells = line.trim().split(separator);
  // A row may end with a separator.
  return (cells.at(-1)?.trim() === "" ? cells.slice(0, -1) : cells).map(unquoted);
}

function unquoted(cell: string): string {
  return cell
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .trim();
}

/** A number, with a comma for a point where commas separate nothing; NaN if it is none. */
function numberOf(cell: string, separator: Separator): number {
  const plain = (separator === "," ? cell : cell.replace(",", ".")).replace("−", "-");
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][-+]?\d+)?$/.test(plain)
    ? Number(plain.replace(/[dD]/, "e"))
    : Number.NaN;
}

/** The columns as the heading just before the first row names them; undefined without a heading. */
function headingBefore(lines: readonly string[], first: number, separator: Separator) {
  const above = lines.slice(0, first).findLastIndex((line) => line.trim() !== "");
  if (above < 0) return undefined;
  const heading = lines[above]!.replace(/^\s*[#%!/]+/, "");
  const names = cellsOf(heading, typeof separator === "string" ? separator : /\t|\s{2,}|\s(?!\()/);
  const columns = columnsOf(names);
  if (typeof columns !== "string") return columns;
  throw new SpectrumError(columns, above + 1);
}

function rowOf(line: string, separator: Separator, columns: Columns, number: number): Row {
  const cells = cellsOf(line, separator);
  const read = ({ index, factor }: Columns["re"], what: string) => {
    const cell = cells[index];
    if (cell === undefined || cell === "") {
      const count = `it has ${cells.length} ${cells.length === 1 ? "column" : "columns"}`;
      throw new SpectrumError(`${what} is missing; ${count}.`, number);
    }
    const value = numberOf(cell, separator) * factor;
    if (Number.isFinite(value)) return value;
    throw new SpectrumError(`${what} is “${cell.slice(0, 30)}”, which is no number.`, number);
  };
  const frequency = read(columns.frequency, "the frequency");
  const { least, most } = frequencyLimits;
  if (!(frequency >= least && frequency <= most)) {
    const problem = `the frequency is ${frequency} Hz; it must be from ${least} to ${most} Hz.`;
    throw new SpectrumError(problem, number);
  }
  return { frequency, re: read(columns.re, "Re Z"), im: read(columns.im, "Im Z") };
}

function spectrumOf(rows: readonly Row[], columns: Columns, name: string): ReadSpectrum {
  const notes: string[] = [...columns.notes];
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
