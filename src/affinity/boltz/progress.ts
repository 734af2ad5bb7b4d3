/** How far a run is: by the files that appear, which no version of the program says otherwise. */
import type { Log, Phase } from "./log.ts";
import { type Expected, hasEnded, hasStructures } from "./prediction.ts";

/** How far a run is. */
export interface Progress {
  readonly phase: Phase;
  /** Records whose structures, and whose affinities, are there; and records in all. */
  readonly structures: number;
  readonly affinities: number;
  readonly of: number;
  /** Records all of whose files have appeared, in the order in which that was seen. */
  readonly finished: readonly string[];
  /** Of the work on records that Boltz could read, 0 … 1; a structure and an affinity count the same. */
  readonly fraction: number;
  /** Estimate by the pace so far; unknown before a first record, and when it has proved too short. */
  readonly secondsLeft: number | undefined;
}

/** Looks how far a run is. */
export interface Watch {
  look(): Promise<Progress>;
}

/** @param now in milliseconds. Default: the process's clock */
export function watch(
  folder: string,
  records: readonly Expected[],
  log: Log,
  now: () => number = () => performance.now(),
): Watch {
  const structured = new Set<string>();
  const finished = new Set<string>();
  let began: number | undefined;
  /** Steps done, and when the last one was seen. */
  let paced = { done: 0, at: 0 };

  /** By the pace until the last step was done; unknown once the next one takes longer than that. */
  function left(began: number, steps: number, time: number): number | undefined {
    if (paced.done === 0) return undefined;
    const pace = (paced.at - began) / paced.done;
    const ms = pace * (steps - paced.done) - (time - paced.at);
    return ms < 0 ? undefined : ms / 1000;
  }

  return {
    async look() {
      for (const record of records) {
        if (finished.has(record.id)) continue;
        if (!structured.has(record.id) && (await hasStructures(folder, record))) {
          structured.add(record.id);
        }
        if (structured.has(record.id) && (await hasEnded(folder, record))) finished.add(record.id);
      }
      const time = now();
      if (log.phase === "structure") began ??= time;
      const usable = records.filter(({ id }) => !log.faults.has(id));
      const steps = usable.length + usable.filter(({ affinity }) => affinity).length;
      const affinities = records.filter(({ id, affinity }) => affinity && finished.has(id)).length;
      const done = structured.size + affinities;
      if (done > paced.done) paced = { done, at: time };
      return {
        phase: log.phase,
        structures: structured.size,
        affinities,
        of: records.length,
        finished: [...finished],
        fraction: steps === 0 ? 1 : done / steps,
        secondsLeft: began === undefined ? undefined : left(began, steps, time),
      };
    },
  };
}
