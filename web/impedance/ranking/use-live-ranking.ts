/** The ranking that follows the workspace. */
import { useEffect, useMemo, useRef, useState } from "react";
import { formatCircuit } from "#src/impedance/circuit.ts";
import type { Bench } from "../model.ts";
import { gridRequest, mostLive, type Plan, sweepOf, sweptAxes } from "./asked-sweep.ts";
import { LiveRankings } from "./live-ranking.ts";
import type { Ranking } from "./models.ts";

/** For how long the workspace has to rest before it is ranked, ms: a slider that moves changes it at every frame. */
const patience = 120;

/** What became of the last sweep. */
export type Sweeping =
  | { readonly state: "measuring"; readonly part: number }
  | { readonly state: "ranked"; readonly seconds: number }
  | { readonly state: "cancelled" }
  /** It has more points than are ranked in the page. */
  | { readonly state: "too large" }
  | { readonly state: "failed"; readonly message: string };

/** A ranking that is kept up to date. */
export interface LiveRanking {
  /** The newest that is done. */
  readonly ranking: Ranking | undefined;
  readonly sweeping: Sweeping;
  /** Gives the sweep up that is under way. */
  cancel(): void;
  /** Begins again what was given up. */
  again(): void;
}

/** Ranks the bench's circuit over a plan's grid, whenever one of them has changed. */
export function useLiveRanking(bench: Bench, plan: Plan): LiveRanking {
  const threads = useThreads();
  const sweep = useSweep(bench, plan);
  const [ranking, setRanking] = useState<Ranking>();
  const [sweeping, setSweeping] = useState<Sweeping>({ state: "measuring", part: 0 });
  const [attempt, setAttempt] = useState(0);
  const cancel = useRef(() => {});
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is asked for by its number.
  useEffect(() => {
    if (threads === undefined) return;
    if (typeof sweep.asked === "string") {
      return setSweeping({ state: "failed", message: sweep.asked });
    }
    if (sweep.asked.grid.size > mostLive) return setSweeping({ state: "too large" });
    const { asked, axes } = sweep;
    const abort = new AbortController();
    const { signal } = abort;
    const begin = async () => {
      const start = performance.now();
      setSweeping({ state: "measuring", part: 0 });
      const onProgress = oncePerFrame((part) => setSweeping({ state: "measuring", part }), signal);
      const made = await threads.rank(asked, axes, { signal, onProgress });
      setRanking(made);
      setSweeping({ state: "ranked", seconds: (performance.now() - start) / 1000 });
    };
    const timer = setTimeout(() => {
      begin().catch(({ message }: Error) => {
        if (!signal.aborted) setSweeping({ state: "failed", message });
      });
    }, patience);
    const giveUp = () => {
      clearTimeout(timer);
      abort.abort();
    };
    cancel.current = () => {
      giveUp();
      setSweeping({ state: "cancelled" });
    };
    return giveUp;
  }, [threads, sweep, attempt]);
  return {
    ranking,
    sweeping,
    cancel: () => cancel.current(),
    again: () => setAttempt(attempt + 1),
  };
}

function useThreads(): LiveRankings | undefined {
  const [threads, setThreads] = useState<LiveRankings>();
  useEffect(() => {
    const begun = new LiveRankings();
    setThreads(begun);
    return () => begun.close();
  }, []);
  return threads;
}

/** The sweep asked for: the same object for as long as it is the same sweep, whatever else has moved. */
function useSweep(bench: Bench, plan: Plan) {
  const { workspace, frequencies, reference } = bench;
  const { circuit, metric } = workspace;
  const request = gridRequest(bench, plan);
  const key = JSON.stringify([formatCircuit(circuit), metric, request]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that matters of bench and plan.
  return useMemo(
    () => ({ asked: sweepOf(bench, plan), axes: sweptAxes(bench, request) }),
    [key, frequencies, reference],
  );
}

/** Tells the last part of each frame, until the signal aborts. */
function oncePerFrame(tell: (part: number) => void, signal: AbortSignal): (part: number) => void {
  let last: number | undefined;
  return (part) => {
    if (last === undefined) {
      requestAnimationFrame(() => {
        if (!signal.aborted && last !== undefined && last < 1) tell(last);
        last = undefined;
      });
    }
    last = part;
  };
}
