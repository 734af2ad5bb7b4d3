/** Tables as lines of text: columns below their heads, and on a terminal no wider than it. */

/** Where lines go, as `process.stdout`: only a terminal gets colours, and lines cut to its width. */
export interface Display {
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
}

/** A column of a table. */
export interface Column {
  readonly title: string;
  readonly cells: readonly string[];
  /** Default: left. */
  readonly align?: "left" | "right";
  /** How a cell is shown, once it has its width: for colours, which take no room. */
  readonly paint?: (cell: string, row: number) => string;
}

/** How a table is made to fit. */
export interface Fit {
  /** Columns that a narrow terminal goes without, the first of them first. */
  readonly spare?: readonly string[];
  /** The column that may be cut, and to how many characters at least. */
  readonly cut?: { readonly title: string; readonly least: number };
}

interface Laid extends Column {
  readonly width: number;
}

/** The lines of a table, with a head. */
export function tableLines(columns: readonly Column[], display: Display, fit: Fit = {}): string[] {
  const all = columns.map((column) => ({
    ...column,
    width: Math.max(...[column.title, ...column.cells].map(({ length }) => length)),
  }));
  const laid = display.isTTY ? fitted(all, display.columns || 80, fit) : all;
  const head = laid.map((column) => sized(column.title, column));
  const rows = Array.from({ length: columns[0]?.cells.length ?? 0 }, (_, row) =>
    laid.map((column) => {
      const cell = sized(column.cells[row]!, column);
      return column.paint?.(cell, row) ?? cell;
    }),
  );
  return [head, ...rows].map((cells) => cells.join("  ").trimEnd());
}

/** Text that others wrote, without what would move a terminal's cursor. */
export function inOneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}

function sized(text: string, { width, align }: Laid): string {
  if (text.length > width) return `${text.slice(0, width - 1)}…`;
  return align === "right" ? text.padStart(width) : text.padEnd(width);
}

/** The columns there is room for, and of the one that may be cut as much. */
function fitted(all: readonly Laid[], room: number, { spare = [], cut }: Fit): Laid[] {
  const least = ({ title, width }: Laid) =>
    title === cut?.title ? Math.min(width, cut.least) : width;
  const needed = (columns: readonly Laid[]) =>
    columns.reduce((sum, column) => sum + least(column) + 2, -2);
  let columns = [...all];
  for (const title of spare) {
    if (needed(columns) <= room) break;
    columns = columns.filter((column) => column.title !== title);
  }
  const rest = Math.max(0, room - needed(columns));
  return columns.map((column) =>
    column.title === cut?.title
      ? { ...column, width: Math.min(column.width, least(column) + rest) }
      : column,
  );
}
