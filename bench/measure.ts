/** Measurements taken in turn, so that a machine's slow spells fall on every contender alike. */
import { setTimeout as sleep } from "node:timers/promises";

/** What a run is asked to do. */
export interface BenchOptions {
  /** Sizes of the problem; their meaning is the instrument's. */
  readonly sizes: readonly number[];
  /** Times each contender is measured. */
  readonly rounds: number;
  /** Whether slow peers are really run at sizes where their time is scaled up otherwise. */
  readonly full: boolean;
}

/** An instrument's measurement: runs it, and tells the result in Markdown. */
export type Measure = (options: BenchOptions) => Promise<string>;

/** Something to measure, and what its measurements gave. */
export interface Contender<Sample> {
  /** Does it once. */
  readonly run: () => Promise<Sample>;
  /** Turns to take; the slow may take fewer. */
  readonly rounds: number;
  /** In the order they were taken. */
  readonly samples: Sample[];
}

/** A contender that has not been measured yet. */
export function contender<Sample>(rounds: number, run: () => Promise<Sample>): Contender<Sample> {
  return { run, rounds, samples: [] };
}

/** Threads of the last contender (OpenBLAS's spin for a while) must be asleep before the next. */
const restBetween = 100;

/** Each runs unmeasured for this long at first: compilers and caches get what a busy day gives them. */
const warmUp = 1000;

/** A core that has just slept is slow for a while: what ends within this time is not measured. */
const wakeUp = 300;

/** A turn is measured for at least this long. */
const turn = 600;

/** Warms every contender up, then takes turns A B C A B C … until each has had its rounds. */
export async function interleave(contenders: readonly Contender<unknown>[]): Promise<void> {
  for (const { run } of contenders) {
    const start = performance.now();
    do await run();
    while (performance.now() - start < warmUp);
  }
  for (let round = 0; contenders.some(({ rounds }) => round < rounds); round++) {
    for (const { run, rounds, samples } of contenders) {
      if (round >= rounds) continue;
      await sleep(restBetween);
      const start = performance.now();
      do {
        const sample = await run();
        if (performance.now() - start > wakeUp) samples.push(sample);
      } while (performance.now() - start < wakeUp + turn);
    }
  }
}

/** The middle value; the mean of the middle two of an even count. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}
