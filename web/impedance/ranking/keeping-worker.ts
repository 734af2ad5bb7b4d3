/** A thread of the page that keeps a ranking, and answers queries on it. */
import type { Grid } from "#src/impedance/grid.ts";
import { ranked } from "#src/impedance/order.ts";
import { answer } from "./asked-worker.ts";
import { bestOf, type RankedGrid } from "./keeper.ts";
import type { Models, Query } from "./models.ts";

let kept: RankedGrid | undefined;

const answers = {
  /** Puts a measured grid in order, and keeps it. */
  keep: (measured: { readonly grid: Grid; readonly resnorms: Float64Array }): void => {
    kept = { ...measured, order: ranked(measured.resnorms) };
  },
  best: (query: Query): Models => bestOf(kept!, query),
};

/** What the page may ask of it. */
export type KeepingWorker = typeof answers;

answer(answers);
