/** The ligands of a screen, as JSON, CSV, lines of SMILES or SDF. */
import { csvRows } from "./csv.ts";

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
  const entries = readers[format](bare);
  const { ligands } = ligandListLimits;
  if (entries.length === 0) throw new LigandListError("The list has no ligand.");
  if (entries.length > ligands) {
    throw new LigandListError(
      `The list has ${entries.length} ligands; at most ${ligands} are taken.`,
    );
  }
  return entries;
}

function ofLines(text: string): LigandEntry[] {
  return text.split(/\r\n|\r|\n/).flatMap((raw, index) => {
    const line = raw.trim();
    // `#` inside a SMILES is a triple bond; none begins with one.
    if (line === "" || line.startsWith("#")) return [];
    const [, smiles = "", name = ""] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
    return [entryOf(smiles, name, index + 1)];
  });
}

function ofSdf(text: string): LigandEntry[] {
  const entries: LigandEntry[] = [];
  let begun = 1;
  for (const record of text.split(/^\$\$\$\$.*(?:\r?\n)?/m)) {
    if (record.trim() !== "") {
      const block = /^.*?^M {2}END/ms.exec(record)?.[0];
      if (block === undefined) throw new LigandListError("the record has no `M  END`.", begun);
      entries.push(entryOf(block, /^.*/.exec(block)![0].trim(), begun));
    }
    begun += record.split("\n").length;
  }
  return entries;
}

function ofCsv(text: string): LigandEntry[] {
  const [heading, ...rows] = csvRows(text, (message, line) => new LigandListError(message, line));
  if (heading === undefined) return [];
  const columns = heading.cells.map((cell) => cell.trim().toLowerCase());
  const column = (names: readonly string[]) =>
    names.map((name) => columns.indexOf(name)).find((index) => index >= 0);
  const smiles = column(smilesHeadings);
  if (smiles === undefined) {
    const found = columns
      .map((name) => `\`${name.slice(0, 40)}\``)
      .slice(0, 10)
      .join(", ");
    throw new LigandListError(
      `needs a heading with a column \`smiles\`, but has ${found}.`,
      heading.line,
    );
  }
  const name = column(nameHeadings);
  return rows.map(({ cells, line }) => {
    if (cells.length !== columns.length) {
      const message = `has ${cells.length} cells, but the heading has ${columns.length}.`;
      throw new LigandListError(message, line);
    }
    return entryOf(cells[smiles]!.trim(), name === undefined ? "" : cells[name]!.trim(), line);
  });
}

function ofJson(text: string): LigandEntry[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    throw new LigandListError("The list is not JSON.", undefined, { cause: error });
  }
  if (!Array.isArray(list)) throw new LigandListError("The list must be a JSON array.");
  return list.map((item: unknown, index) => {
    if (typeof item === "string") return entryOf(item.trim(), "", index + 1);
    const { smiles, name, id } = { ...(item as Partial<Record<string, unknown>> | null) };
    if (typeof smiles === "string") {
      const called = [name, id].find(
        (value) => typeof value === "string" || typeof value === "number",
      );
      return entryOf(smiles.trim(), called === undefined ? "" : String(called).trim(), index + 1);
    }
    throw new LigandListError(
      `Ligand ${index + 1} must be a SMILES, or an object with \`smiles\`.`,
    );
  });
}

function entryOf(structure: string, name: string, line: number): LigandEntry {
  if (name === "") return { structure, line };
  return { structure, name: name.slice(0, ligandListLimits.name), line };
}
