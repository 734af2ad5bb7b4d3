/** A thread of the page that keeps a ranking, and answers queries on it. */
import type { Grid } from "#src/impedance/grid.ts";
import { ranked } from "#src/impedance/order.ts";
import { answer } from "./asked-worker.ts";
import { bestOf, type RankedGrid } from "./keeper.ts";
import { countWithin, level, type Models, type Query } from "./models.ts";

let kept: RankedGrid | undefined;

const answers = {
  /** Puts a measured grid in order, keeps it, and says how many points are level with the best. */
  keep: (measured: { readonly grid: Grid; readonly resnorms: Float64Array }): number => {
    kept = { ...measured, order: ranked(measured.resnorms) };
    const { resnorms, order } = kept;
    const rising = Float64Array.from(order, (index) => resnorms[index]!);
    return countWithin({ resnorms: rising }, rising[0]! * (1 + level));
  },
  best: (query: Query): Models => bestOf(kept!, query),
};

/** What the page may ask of it. */
export type KeepingWorker = typeof answers;

answer(answers);
