/** Lists of the registry: the newest first, page by page, whatever came or went since the page before. */
import * as z from "zod";
import { cursor, cursorOf, type Place } from "#src/schema/cursor.ts";
import { wholeText } from "#src/schema/numbers.ts";
import type { Session } from "#src/storage/database.ts";

/** Which page of a list, as a query string says it. */
export const pageQuery = z.strictObject({
  cursor: cursor.optional().describe("`next` of the page before"),
  limit: wholeText(1, 1000).default(200).describe("Most entries of a page"),
});

/** Which page of a list. */
export interface Page {
  /** Most rows, 1 or more. */
  readonly limit: number;
  /** Where the page before ended. Default: the first page. */
  readonly cursor?: Place | undefined;
}

/** A page. */
export interface Listed<Row> {
  readonly rows: Row[];
  /** The cursor of the next page; null at the end. */
  readonly next: string | null;
}

/**
 * Reads a page.
 * @param select a statement as far as its conditions; its rows have `created_at` and `id`
 * @param values of the statement's parameters
 */
export async function newestFirst<Row extends object>(
  session: Session,
  select: string,
  values: readonly unknown[],
  { limit, cursor }: Page,
): Promise<Listed<Row>> {
  const [microseconds, id, most] = [1, 2, 3].map((n) => `$${values.length + n}`);
  const { rows } = await session.query<Row & Place>(
    `select *, (extract(epoch from created_at) * 1000000)::bigint as microseconds
     from (${select}) as listed
     where ${microseconds}::bigint is null or (created_at, id)
       < (timestamptz 'epoch' + ${microseconds} * interval '1 microsecond', ${id}::uuid)
     order by created_at desc, id desc limit ${most}`,
    // One more than asked for shows whether there is a next page.
    [...values, cursor?.microseconds ?? null, cursor?.id ?? null, limit + 1],
  );
  const page = rows.slice(0, limit);
  return { rows: page, next: rows.length > limit ? cursorOf(page.at(-1)!) : null };
}
