/**
 * The rows of an alignment in A3M, read in one pass over pieces of its text as they come: what a server
 * sends may be hundreds of megabytes, and nothing else gets a turn while a piece is read.
 */

/** Why a text is no alignment of the protein. */
export class MsaError extends Error {
  override readonly name = "MsaError";
  readonly statusCode = 422;
}

/** A reader of an alignment. */
export interface MsaRows {
  /**
   * Reads the next piece of the text. What it may no longer keep, it passes over.
   * @throws MsaError
   */
  push(piece: string): void;
  /**
   * The rows, each as `>header`, a line break, the row, a line break; the first is the protein.
   * @throws MsaError
   */
  end(): readonly string[];
}

/** What a letter is. A column counts 1 and an insertion 0, so that counting needs no branch. */
const INSERTION = 0;
const COLUMN = 1;
const BLANK = 2;
const LINE_END = 3;
const ALIGNMENT_END = 4;
const STRANGE = 5;

const kinds = new Uint8Array(2 ** 16).fill(STRANGE);
for (const letter of "abcdefghijklmnopqrstuvwxyz") kinds[letter.charCodeAt(0)] = INSERTION;
for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZ-") kinds[letter.charCodeAt(0)] = COLUMN;
for (const letter of " \t\r") kinds[letter.charCodeAt(0)] = BLANK;
kinds["\n".charCodeAt(0)] = LINE_END;
// A NUL parts the alignments of chains, which Boltz does not read.
kinds[0] = ALIGNMENT_END;

type Place = "line" | "header" | "comment" | "row" | "over";

/**
 * Makes a reader.
 * @param sequence the protein's, in capitals
 * @param mostRows how many rows are kept, the first ones; default: all
 */
export function createMsaRows(sequence: string, mostRows = Number.POSITIVE_INFINITY): MsaRows {
  const rows: string[] = [];
  let place: Place = "line";
  let isBeginning = true;
  let header: string | undefined;
  let row = "";
  let columns = 0;

  /** Reads what a line begins with; the index after what it has used up. */
  function beginLine(piece: string, at: number): number {
    const first = piece[at];
    if (first === ">") {
      endRow();
      if (place === "over") return at;
      place = "header";
      header = "";
      return at + 1;
    }
    // `#` lines are ColabFold's.
    place = first === "#" ? "comment" : "row";
    return at;
  }

  function readHeader(piece: string, at: number): number {
    const end = piece.indexOf("\n", at);
    const until = end < 0 ? piece.length : end;
    if (place === "header") header += piece.slice(at, until);
    if (end >= 0) place = "line";
    return until + 1;
  }

  function readRow(piece: string, at: number): number {
    let end = at;
    let kind = STRANGE;
    let counted = 0;
    for (; end < piece.length; end++) {
      kind = kinds[piece.charCodeAt(end)]!;
      if (kind > COLUMN) break;
      counted += kind;
    }
    if (end > at) {
      if (header === undefined) throw new MsaError("The alignment must begin with `>`.");
      row += piece.slice(at, end);
      columns += counted;
    }
    if (end === piece.length) return end;
    if (kind === STRANGE) throw strange(piece[end]!);
    if (kind === LINE_END) place = "line";
    if (kind === ALIGNMENT_END) place = "over";
    return end + 1;
  }

  function strange(letter: string): MsaError {
    if (header === undefined) return new MsaError("The alignment must begin with `>`.");
    return new MsaError(
      `${called()} has \`${letter}\` at ${row.length + 1}; only letters and \`-\` are of A3M.`,
    );
  }

  function called(): string {
    return `Row ${rows.length + 1} (\`${header?.trim().slice(0, 40)}\`)`;
  }

  function endRow(): void {
    if (header === undefined) return;
    if (rows.length === 0) checkQuery(row, sequence);
    else if (columns !== sequence.length) {
      throw new MsaError(
        `${called()} has ${columns} columns, but the query has ${sequence.length}: small letters are insertions and no columns.`,
      );
    }
    rows.push(`>${header.trim()}\n${row}\n`);
    header = undefined;
    row = "";
    columns = 0;
    if (rows.length >= mostRows) place = "over";
  }

  return {
    push(piece) {
      let at = isBeginning && piece.startsWith("\uFEFF") ? 1 : 0;
      isBeginning &&= piece === "";
      while (at < piece.length && place !== "over") {
        if (place === "line") at = beginLine(piece, at);
        else if (place === "row") at = readRow(piece, at);
        else at = readHeader(piece, at);
      }
    },
    end() {
      endRow();
      if (rows.length === 0) throw new MsaError("The alignment is empty.");
      return rows;
    },
  };
}

function checkQuery(row: string, sequence: string): void {
  if (row === sequence) return;
  const difference = [...sequence].findIndex((letter, index) => row[index] !== letter);
  const where =
    row.length !== sequence.length
      ? `it has ${row.length} letters, and the protein ${sequence.length}`
      : `residue ${difference + 1} is \`${row[difference]}\`, and the protein's \`${sequence[difference]}\``;
  throw new MsaError(`The alignment's first row must be the protein itself, but ${where}.`);
}
