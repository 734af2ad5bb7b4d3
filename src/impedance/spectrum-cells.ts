/** The cells of a line of numbers, as instruments and spreadsheets write them. */

const separators = ["\t", ";", ",", /\s+/] as const;

/** What stands between the columns of a row. */
export type Separator = (typeof separators)[number];

/** What programs write where there is no number. */
const missing = /^[-+]?(?:nan|inf(?:inity)?|n\/?a|#n\/a|#num!|#div\/0!)$/i;

/** Digits with points, commas and apostrophes between them, whatever these mean. */
const numberLike = /^[-+−]?[\d.,]['’\d.,]*(?:[eEdD][-+]?\d+)?$/;

/** What separates the columns of a row, if it is one: at least three cells are meant as numbers. */
export function separatorOf(line: string): Separator | undefined {
  return separators.find((separator) => {
    const isMeant = (cell: string) => numberLike.test(cell) || isMissing(cell);
    return cellsOf(line, separator).filter(isMeant).length >= 3;
  });
}

/** The cells of a line, without white space and quotes; a separator within quotes separates nothing. */
export function cellsOf(line: string, separator: Separator | RegExp): string[] {
  if (typeof separator !== "string") return line.trim().split(separator).map(unquoted);
  const between = new RegExp(`${separator}(?=(?:[^"]*"[^"]*")*[^"]*$)`);
  const cells = line.split(between).map(unquoted);
  // A row may end with a separator.
  return cells.at(-1) === "" ? cells.slice(0, -1) : cells;
}

function unquoted(cell: string): string {
  return cell
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .trim();
}

/** A number, with a comma for a point where commas separate nothing; NaN if it is none. */
export function numberOf(cell: string, separator: Separator): number {
  const plain = (separator === "," ? cell : cell.replace(",", ".")).replace("−", "-");
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][-+]?\d+)?$/.test(plain)
    ? Number(plain.replace(/[dD]/, "e"))
    : Number.NaN;
}

/** Whether a cell says that there is no number, or no finite one. */
export function isMissing(cell: string): boolean {
  return missing.test(cell);
}

/** Whether a cell that is no number would be one without what parts its thousands. */
export function hasThousands(cell: string): boolean {
  return numberLike.test(cell) && /[,'’]/.test(cell);
}
