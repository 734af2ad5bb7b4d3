/** A job's events as steps, and as a curve that stays small however many there are. */
import type { JobState, SeenJobEvent } from "#src/client/index.ts";

/** Consecutive events of one state and attempt. */
export interface Step {
  /** Of the first event; the step's name among its like. */
  readonly id: string;
  readonly state: JobState;
  readonly attempt: number;
  /** Time of the first event and of the last, ms since 1970. */
  readonly from: number;
  readonly to: number;
  /** Of the last event. */
  readonly progress: number;
  readonly message: string;
  /** How often it was heard of. */
  readonly reports: number;
}

/** Where a job was at a time. */
export interface Point {
  readonly at: number;
  readonly progress: number;
}

/** What happened to a job, in order. */
export interface History {
  readonly steps: readonly Step[];
  readonly points: readonly Point[];
  /** The last event's, to go on after. */
  readonly lastEventId: string;
}

/** A job of which nothing was heard yet. */
export const noHistory: History = { steps: [], points: [], lastEventId: "" };

/** Points of a curve: more than the display has columns for would not be seen. */
const mostPoints = 1000;

/** The history with one more event. */
export function withEvent({ steps, points }: History, event: SeenJobEvent): History {
  const { id, state, attempt, progress, message } = event;
  const at = Date.parse(event.at);
  const last = steps.at(-1);
  const goesOn = last !== undefined && last.state === state && last.attempt === attempt;
  const step: Step = {
    id: goesOn ? last.id : id,
    state,
    attempt,
    from: goesOn ? last.from : at,
    to: at,
    progress,
    message,
    reports: goesOn ? last.reports + 1 : 1,
  };
  const all = [...points, { at, progress }];
  return {
    steps: [...(goesOn ? steps.slice(0, -1) : steps), step],
    // Every other point goes, but never the last, nor both sides of a jump at once.
    points: all.length > mostPoints ? all.filter((_, i) => (all.length - 1 - i) % 2 === 0) : all,
    lastEventId: id,
  };
}
