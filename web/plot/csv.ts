/** Tables as text that spreadsheets, and `numpy.genfromtxt`, read. */

/** A table as CSV: the headings, then a row each; numbers with every digit they have. */
export function csvOf(
  headings: readonly string[],
  rows: Iterable<readonly (number | string)[]>,
): string {
  const lines = [headings.map(quoted).join(",")];
  for (const row of rows) lines.push(row.map(quoted).join(","));
  return `${lines.join("\n")}\n`;
}

function quoted(cell: number | string): string {
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
