/** Gathers what waits and may be done together, and does it: one company at a time, the eldest first. */
import { setTimeout as sleep } from "node:timers/promises";
import type { PredictionContext } from "./engine.ts";

/** One that waits, or is being done. */
export interface Member<Asked, Answer> {
  readonly asked: Asked;
  /** Told how far its company is. */
  readonly report: PredictionContext["report"];
  /** Told what its company's program says. */
  readonly hear: NonNullable<PredictionContext["hear"]>;
  /** Gives it its answer, or its error, whatever becomes of the others; the first one counts. */
  settle(result: PromiseSettledResult<Answer>): void;
}

/** How companies are made and done. */
export interface GatheringOptions<Asked, Answer> {
  /** No company is made before it is settled. */
  readonly ready: Promise<unknown>;
  /** Most of a company, 1 or more. */
  readonly most: number;
  /** Those with equal keys may be done together. */
  key(asked: Asked): string;
  /**
   * Does what a company asks, and settles each by the end. What it throws is the answer of the rest.
   * @param signal aborts when nobody of it waits any more
   */
  run(company: readonly Member<Asked, Answer>[], signal: AbortSignal): Promise<void>;
  /** Takes back an answer that nobody waits for any more. */
  discard(answer: Answer): void;
}

/** Where companies gather. */
export interface Gathering<Asked, Answer> {
  /**
   * Asks, and waits.
   * @throws what its doing throws; the signal's reason as soon as it aborts and its doing has ended,
   *   or goes on for others
   */
  ask(asked: Asked, context: PredictionContext): Promise<Answer>;
}

/** Those who come one after the other are gathered until nobody has come for so long, in milliseconds. */
const PAUSE_MS = 50;
/** The first waits for others no longer than this. */
const LONGEST_MS = 1000;

interface Waiting<Asked, Answer> extends Member<Asked, Answer> {
  readonly key: string;
  /** Whether it was answered, or waits no more. */
  isOver: boolean;
}

/** Opens a place where companies gather. */
export function createGathering<Asked, Answer>({
  ready,
  most,
  key,
  run,
  discard,
}: GatheringOptions<Asked, Answer>): Gathering<Asked, Answer> {
  const waiting: Waiting<Asked, Answer>[] = [];
  let present: { members: readonly Waiting<Asked, Answer>[]; control: AbortController } | undefined;
  let isBusy = false;
  let arrivals = 0;

  async function work(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    await ready.catch(() => {});
    while (waiting.length > 0) {
      await gathered();
      const [first] = waiting;
      if (first === undefined) break;
      const members = waiting.filter((other) => other.key === first.key).slice(0, most);
      for (const member of members) waiting.splice(waiting.indexOf(member), 1);
      await together(members);
    }
    isBusy = false;
  }

  /** Waits until all who come together are there, as far as can be told. */
  async function gathered(): Promise<void> {
    const end = performance.now() + LONGEST_MS;
    let before: number;
    do {
      before = arrivals;
      await sleep(PAUSE_MS);
    } while (arrivals !== before && performance.now() < end);
  }

  async function together(members: readonly Waiting<Asked, Answer>[]): Promise<void> {
    const control = new AbortController();
    present = { members, control };
    let reason: unknown = new Error("Its company ended without an answer for it.");
    try {
      await run(members, control.signal);
    } catch (error) {
      reason = error;
    }
    present = undefined;
    for (const member of members) member.settle({ status: "rejected", reason });
  }

  /** Whoever leaves a company that goes on for others is free at once. */
  function leave(member: Waiting<Asked, Answer>, reason: unknown): void {
    member.isOver = true;
    const place = waiting.indexOf(member);
    if (place >= 0) waiting.splice(place, 1);
    const company = present?.members.includes(member) ? present : undefined;
    if (company?.members.every(({ isOver }) => isOver)) company.control.abort(reason);
    else member.settle({ status: "rejected", reason });
  }

  return {
    async ask(asked, { signal, report, hear }) {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      const member: Waiting<Asked, Answer> = {
        asked,
        key: key(asked),
        isOver: false,
        report(...told) {
          if (!member.isOver) report(...told);
        },
        hear(read) {
          if (!member.isOver) hear?.(read);
        },
        settle(result) {
          if (result.status === "rejected") reject(signal.aborted ? signal.reason : result.reason);
          else if (!member.isOver) resolve(result.value);
          else {
            discard(result.value);
            reject(signal.reason);
          }
          member.isOver = true;
        },
      };
      const abort = () => leave(member, signal.reason);
      signal.addEventListener("abort", abort, { once: true });
      waiting.push(member);
      arrivals++;
      void work();
      try {
        return await promise;
      } finally {
        signal.removeEventListener("abort", abort);
      }
    },
  };
}
