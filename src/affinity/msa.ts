/**
 * Alignments in A3M: rows of equal length where capitals and `-` are columns of the query, and small
 * letters are insertions between them. Boltz runs single-sequence without a word if the query is not
 * the protein, reads every line as a row of its own, and dies of letters that it does not know.
 */
import { createMsaRows } from "./msa-rows.ts";

/** An alignment that can be given to Boltz. */
export interface Msa {
  /** A3M with each row on one line. */
  readonly a3m: string;
  /** Rows, the query included. */
  readonly rows: number;
}

/** Most rows that Boltz reads of an alignment: its default of `--max_msa_seqs`. */
export const mostMsaRows = 8192;

/**
 * Most characters of an alignment. Ours: 8192 rows of 4000 columns. So many are read in about 0.1 s, no
 * longer than their JSON takes, which is why a request's may be read while it is parsed.
 */
export const mostMsaCharacters = 32_000_000;

/**
 * Reads an alignment and checks it against its protein.
 *
 * @param sequence the protein's, in capitals
 * @throws MsaError
 */
export function readMsa(text: string, sequence: string): Msa {
  const reader = createMsaRows(sequence);
  reader.push(text);
  const rows = reader.end();
  return { a3m: rows.join(""), rows: rows.length };
}
