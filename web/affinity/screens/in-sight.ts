/** Which rows of a long table are there: those in sight, and a few beyond. */

/** Height of a row, px; the style sheet's rows are as high. */
export const rowHeight = 58;

/** Height of the table's head, px, which stays in sight; the style sheet's is as high. */
export const headHeight = 34;

/** Rows that are there beyond those in sight, to either side. */
const beyond = 6;

/** From the first row that is there up to the one after the last, from 0. */
export interface Span {
  readonly first: number;
  readonly end: number;
}

/**
 * The rows to draw.
 * @param top how far the table is scrolled, px
 * @param height of what is seen of it, px
 * @param count how many rows it has
 */
export function rowsInSight(top: number, height: number, count: number): Span {
  const first = Math.max(0, Math.floor(top / rowHeight) - beyond);
  const end = Math.min(count, Math.ceil((top + height) / rowHeight) + beyond);
  return { first: Math.min(first, end), end };
}

/** Where to scroll, so that row `index` is seen below the head; where it is, if it is. */
export function scrolledTo(index: number, top: number, height: number): number {
  const place = index * rowHeight;
  const room = Math.max(rowHeight, height - headHeight);
  if (place < top) return place;
  return Math.max(top, place + rowHeight - room);
}

/** The row that a key goes to; undefined for other keys. */
export function rowByKey(
  key: string,
  from: number | undefined,
  { count, height }: { readonly count: number; readonly height: number },
): number | undefined {
  const page = Math.max(1, Math.floor((height - headHeight) / rowHeight) - 1);
  const step = {
    ArrowUp: -1,
    ArrowDown: 1,
    PageUp: -page,
    PageDown: page,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  }[key];
  if (step === undefined || count === 0) return undefined;
  return Math.min(count - 1, Math.max(0, (from ?? -1) + step));
}
