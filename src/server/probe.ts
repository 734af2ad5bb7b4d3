/** Looking whether something that the server needs is there, at a bounded cost. */
import { setTimeout } from "node:timers/promises";

/** Longest that a check may take, in milliseconds; what answers later is as good as away. */
const DEADLINE_MS = 2000;

/** What a check found, and how long that took in milliseconds; or that it failed. */
export type Found<T> =
  | { readonly isThere: true; readonly value: T; readonly milliseconds: number }
  | { readonly isThere: false };

/**
 * Makes a check cheap to ask for: what it finds is kept for a while, and one runs at a time, even one
 * that never ends.
 * @param check throws, or hangs, when what it looks at is not there; the signal is its deadline
 * @param keepMs how long its finding is good for, in milliseconds
 */
export function probe<T>(
  check: (signal: AbortSignal) => Promise<T>,
  keepMs: number,
): () => Promise<Found<T>> {
  let underWay: Promise<Found<T>> | undefined;
  let last: { readonly found: Found<T>; readonly at: number } | undefined;
  return async () => {
    if (last !== undefined && performance.now() - last.at < keepMs) return last.found;
    underWay ??= find(check).finally(() => {
      underWay = undefined;
    });
    const found = await inTime(underWay);
    last = { found, at: performance.now() };
    return found;
  };
}

async function find<T>(check: (signal: AbortSignal) => Promise<T>): Promise<Found<T>> {
  const began = performance.now();
  try {
    const value = await check(AbortSignal.timeout(DEADLINE_MS));
    return { isThere: true, value, milliseconds: performance.now() - began };
  } catch {
    return { isThere: false };
  }
}

async function inTime<T>(finding: Promise<Found<T>>): Promise<Found<T>> {
  const settled = new AbortController();
  const tooLate = setTimeout(DEADLINE_MS, { isThere: false } as const, {
    signal: settled.signal,
    ref: false,
  });
  tooLate.catch(() => {});
  const found = await Promise.race([finding, tooLate]);
  settled.abort();
  return found;
}
