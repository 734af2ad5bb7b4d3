/** FASTA text: records of a header and a sequence, or a bare sequence. */

/** One record. */
export interface FastaRecord {
  /** What follows `>`; undefined if the text is a bare sequence. */
  readonly header: string | undefined;
  /** Its sequence as it stands in the text, with blanks and line breaks. */
  readonly body: string;
  /** Index in the text at which the body begins, from 0. */
  readonly start: number;
}

/**
 * The records of a text. A text without a `>` is one record without a header; what stands before the
 * first `>`, unless it is blank, is one, too.
 */
export function fastaRecords(text: string): FastaRecord[] {
  const marks = [...text.matchAll(/^\uFEFF?>[^\r\n]*/gm)];
  const beginning = text.startsWith("\uFEFF") ? 1 : 0;
  const before = text.slice(beginning, marks[0]?.index);
  const bare = { header: undefined, body: before, start: beginning };
  const records = marks.map((mark, i) => {
    const start = mark.index + mark[0].length;
    return {
      header: mark[0].replace(/^\uFEFF?>/, "").trim(),
      body: text.slice(start, marks[i + 1]?.index),
      start,
    };
  });
  return before.trim() === "" ? records : [bare, ...records];
}
