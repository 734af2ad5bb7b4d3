/** The built-in kind: it counts, which shows that jobs come, go on and go. */
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { number, whole } from "#src/schema/numbers.ts";
import retort from "../../package.json" with { type: "json" };
import { defineKind } from "./kind.ts";

/** How far to count, and how fast. */
export const countRequest = z.strictObject(
  {
    to: whole(1, 1_000_000).default(100).describe("Last number"),
    interval: number(0, 10).default(0.05).describe("Seconds from one number to the next"),
  },
  "must be an object",
);

/** Time between two checkpoints, in milliseconds. */
const CHECKPOINT_MS = 1000;
/** Numbers without an interval are counted in runs of this many, and others have a turn between. */
const RUN = 1000;

/** Counts from 1 to `to`. */
export const counting = defineKind({
  name: "count",
  request: countRequest,
  checkpoint: z.int(),
  concurrency: 4,
  timeoutSeconds: 86_400,
  maxAttempts: 3,
  async run({ to, interval }, { signal, checkpoint = 0, save, report, engine }) {
    engine("Retort", retort.version);
    let saved = Date.now();
    for (let count = checkpoint; count < to; ) {
      await sleep(interval * 1000, undefined, { signal });
      count = interval > 0 ? count + 1 : Math.min(count + RUN, to);
      report(count / to, `Counted ${count} of ${to}`);
      if (Date.now() - saved >= CHECKPOINT_MS) {
        await save(count);
        saved = Date.now();
      }
    }
    return { result: { count: to } };
  },
});
