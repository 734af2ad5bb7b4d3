/** The ligands of a screen, as JSON, CSV, lines of SMILES or SDF. */
import { csvRows } from "./csv.ts";
import { counted } from "./sentence.ts";

/** One ligand of a list. */
export interface LigandEntry {
  /** SMILES; of an SDF its mol block. */
  readonly structure: string;
  /** What its author calls it; absent if nothing. */
  readonly name?: string;
  /** Where it is: the line it begins on, its place in JSON, from 1. */
  readonly line: number;
}

/** How a list is written. */
export type LigandListFormat = "json" | "csv" | "smiles" | "sdf";

/** Limits of a list. */
export const ligandListLimits = {
  /** Most ligands. Ours. */
  ligands: 10_000,
  /** Most lines of a CSV or of SMILES, empty ones and comments included. Ours. */
  lines: 100_000,
  /** Longest name, in characters; the rest is cut off. */
  name: 200,
} as const;

/** Headings of CSV columns, in lower case, in the order of preference. */
const smilesHeadings = ["smiles", "canonical_smiles", "structure", "ligand"];
const nameHeadings = ["name", "id", "title", "compound", "compound_id", "molecule"];

/** A list that cannot be read, and the line at fault where it is one. */
export class LigandListError extends Error {
  override readonly name = "LigandListError";
  readonly statusCode = 422;
  readonly line: number | undefined;

  constructor(message: string, line?: number, options?: ErrorOptions) {
    super(line === undefined ? message : `Line ${line}: ${message}`, options);
    this.line = line;
  }
}

/**
 * The ligands of a text. Empty lines are nothing; whether an entry is a molecule is not asked here.
 *
 * - JSON: an array of SMILES, or of objects with `smiles` and, if they like, `name` or `id`.
 * - CSV: a heading with a column `smiles`; a column `name` or `id` names them. Comma, semicolon or tab.
 * - SMILES: one a line, what follows a blank is its name, as in `.smi` files; `#` begins a comment.
 * - SDF: mol blocks, the first line of which is a name, with `$$$$` after each; data items are not read.
 *
 * @throws LigandListError
 */
export function parseLigandList(text: string, format: LigandListFormat): LigandEntry[] {
  const bare = text.replace(/^\uFEFF/, "");
  const readers = { json: ofJson, csv: ofCsv, smiles: ofLines, sdf: ofSdf };
  const entries: LigandEntry[] = [];
  const { ligands } = ligandListLimits;
  // Read no further than what is taken: a short text may have millions.
  for (const entry of readers[format](bare)) {
    if (entries.length === ligands) {
      throw new LigandListError(`The list has more than the ${ligands} ligands that are taken.`);
    }
    entries.push(entry);
  }
  if (entries.length === 0) throw new LigandListError("The list has no ligand.");
  return entries;
}

type Entries = Generator<LigandEntry, void, void>;

function* ofLines(text: string): Entries {
  let number = 0;
  for (const [raw] of text.matchAll(/[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+/g)) {
    refuseLine(++number);
    const line = raw.trim();
    // `#` inside a SMILES is a triple bond; none begins with one.
    if (line === "" || line.startsWith("#")) continue;
    const [, smiles = "", name = ""] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
    yield entryOf(smiles, name, number);
  }
}

function refuseLine(number: number): void {
  const { lines } = ligandListLimits;
  if (number > lines) throw new LigandListError(`The list has more than ${lines} lines.`);
}

function* ofSdf(text: string): Entries {
  let begun = 1;
  for (const record of text.split(/^\$\$\$\$.*(?:\r?\n)?/m)) {
    if (record.trim() !== "") {
      const end = /^M {2}END/m.exec(record);
      if (end === null) throw new LigandListError("the record has no `M  END`.", begun);
      const block = record.slice(0, end.index + end[0].length);
      yield entryOf(block, /^.*/.exec(block)![0].trim(), begun);
    }
    begun += record.split("\n").length;
  }
}

function* ofCsv(text: string): Entries {
  const wrong = (message: string, line: number) => new LigandListError(message, line);
  const rows = csvRows(text, wrong).filter(({ cells, line }) => {
    refuseLine(line);
    return cells.some((cell) => cell.trim() !== "");
  });
  const { value: heading } = rows.next();
  if (heading === undefined) return;
  const columns = heading.cells.map((cell) => cell.trim().toLowerCase());
  const column = (names: readonly string[]) =>
    names.map((name) => columns.indexOf(name)).find((index) => index >= 0);
  const smiles = column(smilesHeadings);
  if (smiles === undefined) {
    const found = heading.cells
      .map((name) => `\`${name.trim().slice(0, 40)}\``)
      .slice(0, 10)
      .join(", ");
    throw new LigandListError(
      `needs a heading with a column \`smiles\`, but has ${found}.`,
      heading.line,
    );
  }
  const name = column(nameHeadings);
  for (const { cells, line } of rows) {
    if (cells.length !== columns.length) {
      const message = `has ${counted(cells.length, "cell")}, but the heading has ${columns.length}.`;
      throw new LigandListError(message, line);
    }
    yield entryOf(cells[smiles]!.trim(), name === undefined ? "" : cells[name]!.trim(), line);
  }
}

function* ofJson(text: string): Entries {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    throw new LigandListError("The list is not JSON.", undefined, { cause: error });
  }
  if (!Array.isArray(list)) throw new LigandListError("The list must be a JSON array.");
  for (const [index, item] of (list as unknown[]).entries()) {
    const { smiles, name, id }: Partial<Record<string, unknown>> =
      typeof item === "string" ? { smiles: item } : { ...(item as object | null) };
    if (typeof smiles !== "string") {
      throw new LigandListError(
        `Ligand ${index + 1} must be a SMILES, or an object with \`smiles\`.`,
      );
    }
    const called = [name, id].find(
      (value) => typeof value === "string" || typeof value === "number",
    );
    yield entryOf(smiles.trim(), called === undefined ? "" : String(called).trim(), index + 1);
  }
}

function entryOf(structure: string, name: string, line: number): LigandEntry {
  if (name === "") return { structure, line };
  return { structure, name: name.slice(0, ligandListLimits.name), line };
}
