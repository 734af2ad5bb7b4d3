/** JSON as Postgres can hold it. */

/** Escapes that JSON has and Postgres' texts cannot hold: NUL, and halves of characters. */
const unstorable = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][\da-f]{2})/g;

/**
 * A value as JSON for a `jsonb` column. What a file says may be anything: characters that the
 * database cannot hold become U+FFFD; NaN and infinities become null.
 */
export function storable(value: unknown): string {
  return JSON.stringify(value).replace(unstorable, "$1\\ufffd");
}
