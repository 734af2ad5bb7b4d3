/** What a crash left behind of a write. */

/** No write lasts so long, in milliseconds. */
const LONGEST_WRITE_MS = 24 * 3600 * 1000;

/** Whether a write that has not ended is left over: nobody works on it any more. */
export function isLeftover(begun: Date): boolean {
  return Date.now() - begun.getTime() > LONGEST_WRITE_MS;
}
