/**
 * Alignments in A3M: rows of equal length where capitals and `-` are columns of the query, and small
 * letters are insertions between them. Boltz runs single-sequence without a word if the query is not
 * the protein, reads every line as a row of its own, and dies of letters that it does not know.
 */
import { fastaRecords } from "./fasta.ts";

/** An alignment that can be given to Boltz. */
export interface Msa {
  /** A3M with each row on one line. */
  readonly a3m: string;
  /** Rows, the query included. */
  readonly rows: number;
}

/** Most characters of an alignment. Ours: 8192 rows, which is all Boltz reads, of 4000 columns. */
export const mostMsaCharacters = 32_000_000;

/** An alignment that is not one of the protein. */
export class MsaError extends Error {
  override readonly name = "MsaError";
  readonly statusCode = 422;
}

/**
 * Reads an alignment and checks it against its protein.
 *
 * @param sequence the protein's, in capitals
 * @throws MsaError
 */
export function readMsa(text: string, sequence: string): Msa {
  // `#` lines are ColabFold's; a NUL parts the alignments of chains, which Boltz does not read.
  const bare = text.replaceAll(/^#.*$/gm, "").split("\0", 1)[0]!;
  const rows = fastaRecords(bare).map(({ header, body }) => ({
    header,
    row: body.replaceAll(/\s/g, ""),
  }));
  if (rows.length === 0) throw new MsaError("The alignment is empty.");
  for (const [index, { header, row }] of rows.entries()) {
    if (header === undefined) throw new MsaError("The alignment must begin with `>`.");
    const called = `Row ${index + 1} (\`${header.slice(0, 40)}\`)`;
    const strange = /[^A-Za-z-]/.exec(row);
    if (strange !== null) {
      const message = `${called} has \`${strange[0]}\` at ${strange.index + 1}; only letters and \`-\` are of A3M.`;
      throw new MsaError(message);
    }
    const columns = row.replaceAll(/[a-z]/g, "").length;
    if (index === 0) checkQuery(row, sequence);
    else if (columns !== sequence.length) {
      throw new MsaError(
        `${called} has ${columns} columns, but the query has ${sequence.length}: small letters are insertions and no columns.`,
      );
    }
  }
  const a3m = rows.map(({ header, row }) => `>${header}\n${row}\n`).join("");
  return { a3m, rows: rows.length };
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
