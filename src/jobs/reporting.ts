/** Reports of a running job: many are made, few are written. */
import type { Database } from "#src/storage/database.ts";
import { DatabaseAwayError } from "#src/storage/failure.ts";
import { type Hold, type Report, report } from "./lifecycle.ts";

/** Time between two writes, in milliseconds: every one is an event that is kept. */
const SHORTEST_MS = 200;
const LONGEST_MS = 10_000;
/** Beyond the shortest it is this part of the time that the attempt has taken. */
const PART = 1 / 300;
/** Longest message. */
const MESSAGE_LENGTH = 1000;

/** Writes the reports of one attempt. */
export interface Reporter {
  /** Takes a report to write soon, unless a later one takes its place. Never throws. */
  take(report: Report): void;
  /**
   * Writes nothing more.
   * @returns what was said last and not written, if anything was not
   */
  end(): Report;
}

/**
 * Begins to write reports.
 * @param lost called when the job turns out to be no longer this attempt's
 */
export function startReporting(database: Database, hold: Hold, lost: () => void): Reporter {
  const began = performance.now();
  let latest: Report | undefined;
  let isBusy = false;
  let isOver = false;

  const write = async (): Promise<void> => {
    const written = latest;
    latest = undefined;
    if (written === undefined || isOver) {
      isBusy = false;
      return;
    }
    try {
      if (!(await report(database, hold, written))) lost();
    } catch (error) {
      // It is still the latest there is to say, unless there is something newer.
      if (error instanceof DatabaseAwayError) keep(written);
    }
    const pause = Math.min(Math.max(SHORTEST_MS, (performance.now() - began) * PART), LONGEST_MS);
    setTimeout(write, pause).unref();
  };

  function keep(older: Report) {
    latest = { ...older, ...latest };
  }

  return {
    take(report) {
      latest = { ...latest, ...presentable(report) };
      if (isBusy) return;
      isBusy = true;
      queueMicrotask(write);
    },
    end() {
      isOver = true;
      return latest ?? {};
    },
  };
}

/** What the row can hold: work's arithmetic may pass 1 by a hair, and Postgres has no character 0. */
function presentable({ progress, message, ...engine }: Report): Report {
  return {
    ...engine,
    ...(progress !== undefined &&
      Number.isFinite(progress) && { progress: Math.min(1, Math.max(0, progress)) }),
    ...(message !== undefined && {
      message: message.replaceAll("\0", "").slice(0, MESSAGE_LENGTH),
    }),
  };
}
