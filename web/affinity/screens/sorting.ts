/** Rows of a screen in order. */
import type { ScreenLigand } from "#src/client/index.ts";
import { type Column, columns, type Direction, type SortKey } from "./columns.ts";

/** What a table is sorted by. */
export interface Order {
  readonly key: SortKey;
  readonly direction: Direction;
}

/** The order that a table has at first: the best on top, then those without a rank as they were given. */
export const byRank: Order = { key: "rank", direction: "up" };

/** The order after a click on a column's heading: its own first one, then the other way round. */
export function ordered({ key, direction }: Order, clicked: SortKey): Order {
  if (clicked === key) return { key, direction: direction === "up" ? "down" : "up" };
  return { key: clicked, direction: columnOf(clicked).first };
}

function columnOf(key: SortKey): Column {
  return columns.find((column) => column.key === key)!;
}

/** The rows in an order. Those without a value come last; equals stay as they were given. */
export function inOrder(rows: readonly ScreenLigand[], { key, direction }: Order): ScreenLigand[] {
  const { value } = columnOf(key);
  // Worked out once a row: thousands are compared a hundred thousand times.
  const keyed = rows.map((row) => ({ row, value: value(row) }));
  const sign = direction === "up" ? 1 : -1;
  keyed.sort((a, b) => {
    if (a.value === b.value) return a.row.place - b.row.place;
    if (a.value === undefined) return 1;
    if (b.value === undefined) return -1;
    return a.value < b.value ? -sign : sign;
  });
  return keyed.map(({ row }) => row);
}

/**
 * The rows as they are among all that are here: some pages may be older than what others tell. Ranks are
 * counted anew, and a duplicate has the figures of its first.
 */
export function settled(rows: readonly ScreenLigand[]): ScreenLigand[] {
  const best = rows
    .filter(({ state }) => state === "completed")
    .sort((a, b) => a.affinity_pred_value! - b.affinity_pred_value! || a.place - b.place)
    .map((row, i) => (row.rank === i + 1 ? row : { ...row, rank: i + 1 }));
  const firsts = new Map(best.map((row) => [row.place, row]));
  return rows.map((row) => {
    const own = firsts.get(row.place);
    if (own !== undefined || row.same_as === undefined) return own ?? row;
    const first = firsts.get(row.same_as);
    return first === undefined ? row : { ...row, ...figuresOf(first) };
  });
}

function figuresOf(row: ScreenLigand): Partial<ScreenLigand> {
  const { rank, affinity_pred_value, affinity_probability_binary, ic50_nm, pic50 } = row;
  return { rank, affinity_pred_value, affinity_probability_binary, ic50_nm, pic50 };
}
