/** Comma-separated values (RFC 4180), also with semicolons or tabs, as spreadsheets write them. */

/** A row and the line that it begins on, from 1. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly line: number;
}

/**
 * The rows of a text as they are asked for, empty ones too. The separator is whichever of `,`, `;` and tab the first
 * line has most of.
 *
 * @param wrong makes the error that is thrown where a quote is not closed, or not the cell's first
 */
export function* csvRows(
  text: string,
  wrong: (message: string, line: number) => Error,
): Generator<CsvRow, void, void> {
  const separator = separatorOf(text);
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const begun = line;
    const cells: string[] = [];
    let more = true;
    while (more) {
      const quoted = text[at] === '"';
      const from = quoted ? at + 1 : at;
      const end = quoted ? closingQuote(text, from) : cellEnd(text, from, separator);
      if (end < 0) throw wrong("a quote is opened and not closed.", begun);
      const raw = text.slice(from, end);
      cells.push(quoted ? raw.replaceAll('""', '"') : raw);
      if (quoted) line += raw.split(/\r\n|\r|\n/).length - 1;
      at = quoted ? end + 1 : end;
      more = text[at] === separator;
      if (more) at++;
      else if (at < text.length && !/[\r\n]/.test(text[at]!)) {
        throw wrong("text follows a closing quote.", line);
      }
    }
    at += text.startsWith("\r\n", at) ? 2 : 1;
    line++;
    yield { cells, line: begun };
  }
}

function separatorOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text)![0];
  const count = (separator: string) => first.split(separator).length;
  return [",", ";", "\t"].reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** Where a bare cell ends. */
function cellEnd(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r") at++;
  return at;
}

/** The quote that closes a cell, two of which are one of its characters; -1 if none does. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
