/** The header by which a server says when to ask again (RFC 9110, 10.2.3): seconds, or a date. */

/**
 * How long it says to wait, in milliseconds; undefined if it does not say, or that time is over.
 * @param header its value
 * @param now milliseconds since 1970
 */
export function retryAfter(header: string | null | undefined, now: number): number | undefined {
  if (header === null || header === undefined) return undefined;
  const wait = /^\d+$/.test(header) ? 1000 * Number(header) : Date.parse(header) - now;
  return Number.isFinite(wait) && wait > 0 ? wait : undefined;
}
