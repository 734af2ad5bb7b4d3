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
  readonly attempt: number;
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
  const all = [...points, { at, progress, attempt }];
  return {
    steps: [...(goesOn ? steps.slice(0, -1) : steps), step],
    // Every other point goes, but never the last, nor both sides of a jump at once.
    points: all.length > mostPoints ? all.filter((_, i) => (all.length - 1 - i) % 2 === 0) : all,
    lastEventId: id,
  };
}

/** Whether the worker of a step was lost: the next one runs, and nobody had put the job back. */
export function wasLost(step: Step, next: Step | undefined): boolean {
  return step.state === "running" && next?.state === "running";
}

/** The points of each attempt by itself: between two of them nobody worked. */
export function curves(points: readonly Point[]): Point[][] {
  const parts: Point[][] = [];
  for (const point of points) {
    const part = parts.at(-1);
    if (part?.[0]?.attempt === point.attempt) part.push(point);
    else parts.push([point]);
  }
  return parts;
}
