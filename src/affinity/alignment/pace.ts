/** How often a server of alignments is asked: it serves all the world, and a search takes minutes. */
import { setTimeout as sleep } from "node:timers/promises";

/** Times in milliseconds. */
export interface Pace {
  /** Before the first question after a ticket; each next pause is half as long again. */
  readonly first: number;
  /** Most between two questions. */
  readonly longest: number;
  /** After the first refusal for asking too often; twice as long after each next. */
  readonly limited: number;
  /** Longest that all of it may take, from the first question to the alignment's last byte. */
  readonly deadline: number;
}

/** Ours. ColabFold's own client asks every 5 to 10 s, and gives a search some minutes. */
export const kindPace: Pace = {
  first: 1_000,
  longest: 10_000,
  limited: 5_000,
  deadline: 20 * 60_000,
};

/** The pauses of one search. Each is up to a quarter longer than said, by chance: many ask at once. */
export interface Pauses {
  /** Waits before the next question. */
  between(): Promise<void>;
  /**
   * Waits because it was asked too often.
   * @param told how long the server says, in milliseconds
   */
  limited(told: number | undefined): Promise<void>;
}

/** @param signal ends a pause, with an AbortError */
export function createPauses({ first, longest, limited }: Pace, signal: AbortSignal): Pauses {
  let next = first;
  let nextLimited = limited;
  const wait = (pause: number) => sleep(pause * (1 + Math.random() / 4), undefined, { signal });
  return {
    async between() {
      const pause = next;
      next = Math.min(next * 1.5, longest);
      await wait(pause);
    },
    async limited(told = 0) {
      const pause = Math.max(nextLimited, told);
      nextLimited = Math.min(nextLimited * 2, Math.max(longest, limited) * 8);
      await wait(pause);
    },
  };
}
